package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * One loop for every elementary function: y = f(x) over n numbers, n a multiple of the lanes. No loop calls another, and
 * {@link ElementaryKernel} calls them so that none is inlined.
 */
final class ElementaryLoops {

    private ElementaryLoops() {}

    static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.exp(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.log(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void sqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sqrt(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void reciprocal(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.reciprocal(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void sin(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sin(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void cos(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.cos(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sigmoid(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void sigmoidFirst(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sigmoidFirst(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void sigmoidSecond(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sigmoidSecond(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void sigmoidThird(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.sigmoidThird(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void silu(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.silu(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void siluFirst(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.siluFirst(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void siluSecond(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.siluSecond(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void siluThird(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            VectorMath.siluThird(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    static void abs(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, xAt + i).abs().intoArray(y, yAt + i);
        }
    }

    static void sign(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.signum(x[xAt + i]);
        }
    }
}
