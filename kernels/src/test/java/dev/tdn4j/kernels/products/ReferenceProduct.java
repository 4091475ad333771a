package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A tensor product and its adjoints in double, non-zero by non-zero: the oracle. It adds up magnitudes too, because a
 * float's error is relative to them.
 */
final class ReferenceProduct {

    private final TensorProduct product;
    private final Coupling c;
    private final int[] path;
    private final int length;
    private final int weightLength;

    /** A result and the sum of the magnitudes of its terms. */
    record Result(double[] values, double[] magnitudes) {}

    ReferenceProduct(TensorProduct product) {
        this.product = product;
        this.c = product.coupling();
        this.length = product.rowLength();
        this.weightLength = product.weightLength();
        List<Path> paths = product.paths();
        this.path = IntStream.range(0, c.nonzeros())
                .map(t -> product.weights() == WeightMode.PER_PATH ? paths.indexOf(path(t)) : 0)
                .toArray();
    }

    /** One of the four slots: 'o' forward, 'x', 'y', 'w' the gradients; the array of the slot asked for is not read. */
    Result compute(char slot, int samples, float[] x, float[] y, float[] w, float[] g) {
        int size = samples * switch (slot) {
            case 'x' -> product.xLength();
            case 'y' -> product.yLength();
            case 'w' -> weightLength;
            default -> product.outLength();
        };
        Result result = new Result(new double[size], new double[size]);
        for (int s = 0; s < samples; s++) {
            for (int t = 0; t < c.nonzeros(); t++) {
                for (int u = 0; u < product.channels(); u++) {
                    int xAt = s * product.xLength() + c.i(t) * length + u;
                    int yAt = s * product.yLength() + (product.mode() == ChannelMode.UVU ? c.j(t) : c.j(t) * length + u);
                    int wAt = s * weightLength + path[t] * length + u;
                    int oAt = s * product.outLength() + c.k(t) * length + u;
                    double term = c.value(t);
                    term *= slot == 'x' ? 1 : x[xAt];
                    term *= slot == 'y' ? 1 : y[yAt];
                    term *= slot == 'w' || product.weights() == WeightMode.NONE ? 1 : w[wAt];
                    term *= slot == 'o' ? 1 : g[oAt];
                    int at = slot == 'x' ? xAt : slot == 'y' ? yAt : slot == 'w' ? wAt : oAt;
                    result.values[at] += term;
                    result.magnitudes[at] += Math.abs(term);
                }
            }
        }
        return result;
    }

    private Path path(int t) {
        return new Path(Degrees.degree(c.i(t)), Degrees.degree(c.j(t)), Degrees.degree(c.k(t)));
    }
}
