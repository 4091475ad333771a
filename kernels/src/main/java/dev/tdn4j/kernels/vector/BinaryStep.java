package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Operation;

/** An elementwise operation of two arguments, each broadcast over items, rows or channels as its type says. */
final class BinaryStep extends Step {

    private final Operation.Binary operation;
    private final boolean aNumber;
    private final boolean bNumber;

    BinaryStep(Operation.Binary operation, Slot out, Slot a, Slot b) {
        super(out, a, b);
        this.operation = operation;
        this.aNumber = isNumber(a, out);
        this.bNumber = isNumber(b, out);
    }

    /** Whether the operand gives one number to a whole row of the result. */
    static boolean isNumber(Slot operand, Slot out) {
        return out.itemsFastest ? operand.single && !out.single : operand.itemsFastest;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot a = in[0];
        Slot b = in[1];
        float[] x = a.in(worker);
        float[] y = b.in(worker);
        float[] z = out.in(worker);
        int xAt = a.at(from);
        int yAt = b.at(from);
        int zAt = out.at(from);
        int rows = out.type.rows();
        if (out.itemsFastest) {
            rows(x, xAt, a.rowStep(), y, yAt, b.rowStep(), z, zAt, out.rowStride, rows, count);
        } else if (sameShape(a) && sameShape(b)) {
            rows(x, xAt, 0, y, yAt, 0, z, zAt, 0, 1, count * rows * out.padded);
        } else if (rows == 1) {
            rows(x, xAt, a.itemStride, y, yAt, b.itemStride, z, zAt, out.itemStride, count, out.padded);
        } else {
            for (int i = 0; i < count; i++) {
                rows(
                        x, xAt + i * a.itemStride, a.rowStep(),
                        y, yAt + i * b.itemStride, b.rowStep(),
                        z, zAt + i * out.itemStride, out.rowStride,
                        rows, out.padded);
            }
        }
    }

    private boolean sameShape(Slot operand) {
        return operand.type.equals(out.type);
    }

    private void rows(
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float[] z, int zAt, int zStep, int rows, int n) {
        if (aNumber) {
            switch (operation) {
                case ADD -> RowArithmetic.addNumber(y, yAt, yStep, x, xAt, xStep, z, zAt, zStep, rows, n);
                case SUBTRACT -> RowArithmetic.subtractFrom(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
                case MULTIPLY -> RowArithmetic.multiplyNumber(y, yAt, yStep, x, xAt, xStep, z, zAt, zStep, rows, n);
                case DIVIDE -> RowArithmetic.divideFrom(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
            }
        } else if (bNumber) {
            switch (operation) {
                case ADD -> RowArithmetic.addNumber(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
                case SUBTRACT -> RowArithmetic.subtractNumber(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
                case MULTIPLY -> RowArithmetic.multiplyNumber(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
                case DIVIDE -> RowArithmetic.divideNumber(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
            }
        } else {
            switch (operation) {
                case ADD -> RowArithmetic.add(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
                case SUBTRACT -> RowArithmetic.subtract(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
                case MULTIPLY -> RowArithmetic.multiply(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
                case DIVIDE -> RowArithmetic.divide(x, xAt, xStep, y, yAt, yStep, z, zAt, zStep, rows, n);
            }
        }
    }
}
