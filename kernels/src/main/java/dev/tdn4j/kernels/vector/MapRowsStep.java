package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.graph.RowMap;
import jdk.incubator.vector.FloatVector;

/** A constant sparse matrix over rows: each result row gathers its argument rows in registers. */
final class MapRowsStep extends Step {

    private final int[] start;
    private final int[] column;
    private final float[] value;

    MapRowsStep(RowMap map, Slot out, Slot in) {
        super(out, in);
        this.start = new int[map.outputs() + 1];
        this.column = new int[map.nonzeros()];
        this.value = new float[map.nonzeros()];
        for (int o = 0; o <= map.outputs(); o++) {
            start[o] = map.start(o);
        }
        for (int t = 0; t < value.length; t++) {
            column[t] = map.column(t);
            value[t] = (float) map.value(t);
        }
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        if (out.itemsFastest) {
            map(x.in(worker), x.at(from), x.rowStride, out.in(worker), out.at(from), out.rowStride, count);
        } else {
            for (int i = 0; i < count; i++) {
                map(
                        x.in(worker), x.at(from) + i * x.itemStride, x.rowStride,
                        out.in(worker), out.at(from) + i * out.itemStride, out.rowStride, out.padded);
            }
        }
    }

    private void map(float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int o = 0; o + 1 < start.length; o++) {
            int first = start[o];
            int end = start[o + 1];
            if (end == first + 1 && value[first] == 1) {
                System.arraycopy(x, xAt + column[first] * xStep, y, yAt + o * yStep, n);
            } else {
                combine(first, end, x, xAt, xStep, y, yAt + o * yStep, n);
            }
        }
    }

    private void combine(int first, int end, float[] x, int xAt, int xStep, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int t = first; t < end; t++) {
                sum = FloatVector.fromArray(FLOATS, x, xAt + column[t] * xStep + i).fma(FloatVector.broadcast(FLOATS, value[t]), sum);
            }
            sum.intoArray(y, yAt + i);
        }
        for (int i = whole; i < n; i++) {
            float sum = 0;
            for (int t = first; t < end; t++) {
                sum = Math.fma(x[xAt + column[t] * xStep + i], value[t], sum);
            }
            y[yAt + i] = sum;
        }
    }
}
