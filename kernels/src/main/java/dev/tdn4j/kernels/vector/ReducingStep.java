package dev.tdn4j.kernels.vector;

import java.util.Arrays;

/**
 * A sum over all items: each chunk adds up its tiles in order in a partial result of its own, and the partial results are
 * added in the order of the chunks, so that the sum is the same for any number of threads.
 */
abstract class ReducingStep extends Step {

    float[] partial = new float[0];
    int partialSize;

    ReducingStep(Slot out, Slot... in) {
        super(out, in);
    }

    @Override
    void bind(BoundBatch batch, int chunks) {
        partialSize = out.size(1);
        if (partial.length < chunks * partialSize) {
            partial = new float[chunks * partialSize];
        }
    }

    @Override
    void begin(int chunk, int from, int to) {
        Arrays.fill(partial, chunk * partialSize, (chunk + 1) * partialSize, 0);
    }

    @Override
    void finish(int chunks) {
        float[] sum = out.data;
        if (chunks == 0) {
            Arrays.fill(sum, 0, partialSize, 0);
            return;
        }
        System.arraycopy(partial, 0, sum, 0, partialSize);
        for (int c = 1; c < chunks; c++) {
            RowArithmetic.accumulate(partial, c * partialSize, sum, 0, partialSize);
        }
    }
}
