package dev.tdn4j.kernels.products;

import dev.tdn4j.kernels.products.VectorCode.Group;

/**
 * Micro-kernel of {@link SampleMatrices}: four sums of P products each, s_q = Σ_p value · y, over a vector of samples; the
 * results are s₁+s₀, s₁−s₀, s₂+s₃, s₂−s₃ if combined, else the sums. In a program they are the offsets of the results, then
 * of the y of every product, four for each p; values have the same order.
 */
interface QuadSums {

    /** Computes fours. */
    void apply(int fours, int[] program, int at, float[] value, int valueAt, float[] y, float[] out);

    /** The kernel of P products a sum. */
    static QuadSums of(int p, boolean combined) {
        return VectorCode.define(QuadSums.class, 1, code -> write(code, p, combined));
    }

    private static void write(VectorCode code, int p, boolean combined) {
        int fours = 1, program = 2, at = 3, value = 4, valueAt = 5, y = 6, out = 7;
        int four = code.variable(), zero = code.variable(), index = code.variable();
        code.set(zero, 0);
        code.repeat(four, fours, () -> {
            Group[] sums = new Group[4];
            for (int t = 0; t < 4 * p; t++) {
                code.lookUp(index, zero, program, at, 4 + t);
                Group factor = code.broadcast(value, valueAt, t), row = code.load(y, index, 0);
                if (t < 4) {
                    sums[t] = code.multiply(factor, row);
                } else {
                    code.multiplyAdd(factor, row, sums[t % 4]);
                }
            }
            Group[] results = combined
                    ? new Group[] {code.add(sums[1], sums[0]), code.subtract(sums[1], sums[0]),
                            code.add(sums[2], sums[3]), code.subtract(sums[2], sums[3])}
                    : sums;
            for (int q = 0; q < 4; q++) {
                code.lookUp(index, zero, program, at, q);
                code.store(results[q], out, index, 0);
            }
            code.set(at, 4 + 4 * p, at);
            code.set(valueAt, 4 * p, valueAt);
        });
    }
}
