package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A tensor product all of whose entries are 1, of arguments with the same channels: every result row is a sum of products
 * of whole rows, such as the results of paths times their weights.
 */
final class RowProductsStep extends Step {

    private final int[] start;
    private final int[] i;
    private final int[] j;

    RowProductsStep(Coupling coupling, Slot out, Slot a, Slot b) {
        super(out, a, b);
        this.start = new int[coupling.size(2) + 1];
        this.i = new int[coupling.nonzeros()];
        this.j = new int[coupling.nonzeros()];
        for (int t = 0; t < i.length; t++) {
            i[t] = coupling.i(t);
            j[t] = coupling.j(t);
            start[coupling.k(t) + 1]++;
        }
        for (int k = 1; k < start.length; k++) {
            start[k] += start[k - 1];
        }
    }

    /** Whether a coupling has no entries but ones. */
    static boolean fits(Coupling coupling) {
        for (int t = 0; t < coupling.nonzeros(); t++) {
            if (coupling.value(t) != 1) {
                return false;
            }
        }
        return true;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot a = in[0];
        Slot b = in[1];
        for (int e = 0; e < count; e++) {
            item(
                    a.in(worker), a.at(from) + e * a.itemStride, b.in(worker), b.at(from) + e * b.itemStride,
                    out.in(worker), out.at(from) + e * out.itemStride);
        }
    }

    private void item(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt) {
        int step = out.rowStride;
        for (int k = 0; k + 1 < start.length; k++) {
            int at = zAt + k * step;
            if (start[k] == start[k + 1]) {
                Arrays.fill(z, at, at + step, 0);
            } else {
                row(start[k], start[k + 1], x, xAt, y, yAt, z, at, step);
            }
        }
    }

    /** The rows of all three have as many floats, and as many between one row and the next. */
    private void row(int first, int end, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        int xRow = xAt + i[first] * n;
        int yRow = yAt + j[first] * n;
        for (int c = 0; c < n; c += WIDTH) {
            FloatVector sum = fromArray(FLOATS, x, xRow + c).mul(fromArray(FLOATS, y, yRow + c));
            for (int t = first + 1; t < end; t++) {
                sum = fromArray(FLOATS, x, xAt + i[t] * n + c).fma(fromArray(FLOATS, y, yAt + j[t] * n + c), sum);
            }
            sum.intoArray(z, zAt + c);
        }
    }
}
