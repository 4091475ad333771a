package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.graph.Elementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The elementary functions over rows of floats, y = f(x). One loop a function: a lane operation behind a lambda would not
 * be inlined. The last vector is masked, so that nothing behind the row is written.
 */
final class ElementaryKernels {

    private ElementaryKernels() {}

    static void apply(Elementary function, float[] x, int xAt, float[] y, int yAt, int n) {
        switch (function) {
            case EXP -> exp(x, xAt, y, yAt, n);
            case LOG -> log(x, xAt, y, yAt, n);
            case SQRT -> sqrt(x, xAt, y, yAt, n);
            case RECIPROCAL -> reciprocal(x, xAt, y, yAt, n);
            case SIN -> sin(x, xAt, y, yAt, n);
            case COS -> cos(x, xAt, y, yAt, n);
            case SIGMOID -> sigmoid(x, xAt, y, yAt, n);
            case SIGMOID_1 -> sigmoidFirst(x, xAt, y, yAt, n);
            case SIGMOID_2 -> sigmoidSecond(x, xAt, y, yAt, n);
            case SIGMOID_3 -> sigmoidThird(x, xAt, y, yAt, n);
            case SILU -> silu(x, xAt, y, yAt, n);
            case SILU_1 -> siluFirst(x, xAt, y, yAt, n);
            case SILU_2 -> siluSecond(x, xAt, y, yAt, n);
            case SILU_3 -> siluThird(x, xAt, y, yAt, n);
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = Math.abs(x[xAt + i]);
                }
            }
            case SIGN -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = Math.signum(x[xAt + i]);
                }
            }
        }
    }

    private static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.exp(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.exp(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.log(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.log(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void sqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.sqrt(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.sqrt(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void reciprocal(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.reciprocal(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.reciprocal(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void sin(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.sin(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.sin(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void cos(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.cos(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.cos(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.sigmoid(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.sigmoid(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void sigmoidFirst(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.sigmoidFirst(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.sigmoidFirst(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void sigmoidSecond(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.sigmoidSecond(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.sigmoidSecond(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void sigmoidThird(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.sigmoidThird(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.sigmoidThird(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void silu(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.silu(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.silu(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void siluFirst(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.siluFirst(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.siluFirst(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void siluSecond(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.siluSecond(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.siluSecond(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }

    private static void siluThird(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            VectorMath.siluThird(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = FLOATS.indexInRange(whole, n);
            VectorMath.siluThird(FloatVector.fromArray(FLOATS, x, xAt + whole, mask)).intoArray(y, yAt + whole, mask);
        }
    }
}
