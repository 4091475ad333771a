package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.graph.Elementary;
import jdk.incubator.vector.FloatVector;

/**
 * The elementary functions over rows of floats, y = f(x). Each has one loop in a method of its own: a lane operation behind
 * a lambda is not inlined, and where two are inlined into one method the compiler gives up and puts vectors on the heap.
 */
final class ElementaryKernels {

    /** A last vector that is not full is computed here, so that nothing behind the row is written. */
    private static final ThreadLocal<float[]> LAST = ThreadLocal.withInitial(() -> new float[WIDTH]);

    private ElementaryKernels() {}

    static void apply(Elementary function, float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        whole(function, x, xAt, y, yAt, whole);
        if (whole < n) {
            float[] last = LAST.get();
            System.arraycopy(x, xAt + whole, last, 0, n - whole);
            whole(function, last, 0, last, 0, WIDTH);
            System.arraycopy(last, 0, y, yAt + whole, n - whole);
        }
    }

    private static void whole(Elementary function, float[] x, int xAt, float[] y, int yAt, int n) {
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
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.exp(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.log(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void sqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sqrt(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void reciprocal(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.reciprocal(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void sin(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sin(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void cos(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.cos(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sigmoid(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void sigmoidFirst(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sigmoidFirst(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void sigmoidSecond(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sigmoidSecond(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void sigmoidThird(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sigmoidThird(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void silu(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.silu(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void siluFirst(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.siluFirst(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void siluSecond(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.siluSecond(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void siluThird(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.siluThird(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }
}
