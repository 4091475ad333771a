package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;

/**
 * A bilinear map given by its numbers: nothing else is known about it.
 *
 * @param tensor M, n1×n2×n3, not zero
 */
public record PlainTensor(Coupling tensor) implements Product {

    /**
     * Checks the tensor.
     *
     * @throws IllegalArgumentException if it is zero
     */
    public PlainTensor {
        if (tensor.nonzeros() == 0) {
            throw new IllegalArgumentException("a zero tensor has no CP factors to look for: give one with a non-zero entry");
        }
    }

    /**
     * A tensor from numbers in row-major order, as files hold them.
     *
     * @param shape [n1, n2, n3]
     * @param values n1 n2 n3 finite numbers, the last index fastest
     * @return the product
     * @throws IllegalArgumentException if there are not three dimensions, one is empty, the values are of another number,
     *     one is not finite (the message says at which index), or all are zero
     */
    public static PlainTensor of(long[] shape, double[] values) {
        if (shape.length != 3) {
            throw new IllegalArgumentException("a bilinear map is a tensor of 3 dimensions [n1, n2, n3], but this has %d: %s"
                    .formatted(shape.length, Arrays.toString(shape)));
        }
        long entries = 1;
        for (long size : shape) {
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a bilinear map needs sizes of at least 1, but has " + Arrays.toString(shape));
            }
            entries = Math.multiplyExact(entries, size);
        }
        if (entries != values.length) {
            throw new IllegalArgumentException(
                    "a tensor %s has %d entries, but %d are given".formatted(Arrays.toString(shape), entries, values.length));
        }
        for (int t = 0; t < values.length; t++) {
            if (!Double.isFinite(values[t])) {
                throw new IllegalArgumentException("entry [%d, %d, %d] of the tensor is %s: every entry must be a finite number"
                        .formatted(t / (shape[1] * shape[2]), t / shape[2] % shape[1], t % shape[2], values[t]));
            }
        }
        return new PlainTensor(Coupling.ofDense((int) shape[0], (int) shape[1], (int) shape[2], values));
    }

    @Override
    public String name() {
        return "tensor-" + tensor.size(0) + "x" + tensor.size(1) + "x" + tensor.size(2);
    }
}
