package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The four operations on rows of floats. An operand is a row of as many floats as the result, or one number for the whole
 * row; strides of 0 repeat it over rows. Where the length is no multiple of the lanes, nothing behind the row is written.
 */
final class RowArithmetic {

    private RowArithmetic() {}

    /** out = a + b, rows with rows. */
    static void add(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            for (int i = 0; i < whole; i += WIDTH) {
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
                x.add(FloatVector.fromArray(FLOATS, b, bAt + i)).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt + i] + b[bAt + i];
            }
        }
    }

    /** out = a + b, rows with one number a row. */
    static void addNumber(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            FloatVector y = FloatVector.broadcast(FLOATS, b[bAt]);
            for (int i = 0; i < whole; i += WIDTH) {
                FloatVector.fromArray(FLOATS, a, aAt + i).add(y).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt + i] + b[bAt];
            }
        }
    }

    /** out = a - b, rows with rows. */
    static void subtract(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            for (int i = 0; i < whole; i += WIDTH) {
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
                x.sub(FloatVector.fromArray(FLOATS, b, bAt + i)).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt + i] - b[bAt + i];
            }
        }
    }

    /** out = a - b, rows with one number a row. */
    static void subtractNumber(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            FloatVector y = FloatVector.broadcast(FLOATS, b[bAt]);
            for (int i = 0; i < whole; i += WIDTH) {
                FloatVector.fromArray(FLOATS, a, aAt + i).sub(y).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt + i] - b[bAt];
            }
        }
    }

    /** out = a - b, one number a row with rows. */
    static void subtractFrom(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt]);
            for (int i = 0; i < whole; i += WIDTH) {
                x.sub(FloatVector.fromArray(FLOATS, b, bAt + i)).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt] - b[bAt + i];
            }
        }
    }

    /** out = a * b, rows with rows. */
    static void multiply(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            for (int i = 0; i < whole; i += WIDTH) {
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
                x.mul(FloatVector.fromArray(FLOATS, b, bAt + i)).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt + i] * b[bAt + i];
            }
        }
    }

    /** out = a * b, rows with one number a row. */
    static void multiplyNumber(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            FloatVector y = FloatVector.broadcast(FLOATS, b[bAt]);
            for (int i = 0; i < whole; i += WIDTH) {
                FloatVector.fromArray(FLOATS, a, aAt + i).mul(y).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt + i] * b[bAt];
            }
        }
    }

    /** out = a / b, rows with rows. */
    static void divide(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            for (int i = 0; i < whole; i += WIDTH) {
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
                x.div(FloatVector.fromArray(FLOATS, b, bAt + i)).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt + i] / b[bAt + i];
            }
        }
    }

    /** out = a / b, rows with one number a row. */
    static void divideNumber(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            FloatVector y = FloatVector.broadcast(FLOATS, b[bAt]);
            for (int i = 0; i < whole; i += WIDTH) {
                FloatVector.fromArray(FLOATS, a, aAt + i).div(y).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt + i] / b[bAt];
            }
        }
    }

    /** out = a / b, one number a row with rows. */
    static void divideFrom(
            float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] out, int outAt, int outStep, int rows, int n) {
        int whole = n & -WIDTH;
        for (int r = 0; r < rows; r++, aAt += aStep, bAt += bStep, outAt += outStep) {
            FloatVector x = FloatVector.broadcast(FLOATS, a[aAt]);
            for (int i = 0; i < whole; i += WIDTH) {
                x.div(FloatVector.fromArray(FLOATS, b, bAt + i)).intoArray(out, outAt + i);
            }
            for (int i = whole; i < n; i++) {
                out[outAt + i] = a[aAt] / b[bAt + i];
            }
        }
    }

    /** out = one number a row. */
    static void fill(float[] a, int aAt, int aStep, float[] out, int outAt, int outStep, int rows, int n) {
        for (int r = 0; r < rows; r++, aAt += aStep, outAt += outStep) {
            java.util.Arrays.fill(out, outAt, outAt + n, a[aAt]);
        }
    }

    /** out = a, rows. */
    static void copy(float[] a, int aAt, int aStep, float[] out, int outAt, int outStep, int rows, int n) {
        for (int r = 0; r < rows; r++, aAt += aStep, outAt += outStep) {
            System.arraycopy(a, aAt, out, outAt, n);
        }
    }

    /** out += a, n a multiple of the lanes. */
    static void accumulate(float[] a, int aAt, float[] out, int outAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector.fromArray(FLOATS, out, outAt + i)
                    .add(FloatVector.fromArray(FLOATS, a, aAt + i))
                    .intoArray(out, outAt + i);
        }
    }
}
