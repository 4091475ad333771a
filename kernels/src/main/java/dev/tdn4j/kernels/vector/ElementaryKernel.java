package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.graph.Elementary;
import jdk.incubator.vector.FloatVector;

/**
 * The elementary functions over rows of floats, y = f(x). Each loop is a method of a class of its own, found by a virtual
 * call: where the compiler inlines several of them into one method it gives up half-way and puts vectors on the heap.
 * That still happens to programs with exactly two hot functions, which the compiler inlines both.
 */
enum ElementaryKernel {
    EXP {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.exp(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    LOG {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.log(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SQRT {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.sqrt(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    RECIPROCAL {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.reciprocal(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SIN {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.sin(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    COS {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.cos(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SIGMOID {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.sigmoid(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SIGMOID_1 {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.sigmoidFirst(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SIGMOID_2 {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.sigmoidSecond(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SIGMOID_3 {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.sigmoidThird(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SILU {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.silu(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SILU_1 {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.siluFirst(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SILU_2 {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.siluSecond(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    SILU_3 {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                VectorMath.siluThird(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(y, yAt + i);
            }
        }
    },
    ABS {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i += WIDTH) {
                FloatVector.fromArray(FLOATS, x, xAt + i).abs().intoArray(y, yAt + i);
            }
        }
    },
    SIGN {
        @Override
        void whole(float[] x, int xAt, float[] y, int yAt, int n) {
            for (int i = 0; i < n; i++) {
                y[yAt + i] = Math.signum(x[xAt + i]);
            }
        }
    };

    /** A last vector that is not full is computed here, so that nothing behind the row is written. */
    private static final ThreadLocal<float[]> LAST = ThreadLocal.withInitial(() -> new float[WIDTH]);

    /** The kernel of a function. */
    static ElementaryKernel of(Elementary function) {
        return valueOf(function.name());
    }

    /** Whole vectors: n is a multiple of the lanes. */
    abstract void whole(float[] x, int xAt, float[] y, int yAt, int n);

    void apply(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        whole(x, xAt, y, yAt, whole);
        if (whole < n) {
            last(x, xAt + whole, y, yAt + whole, n - whole);
        }
    }

    private void last(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] last = LAST.get();
        System.arraycopy(x, xAt, last, 0, n);
        whole(last, 0, last, 0, WIDTH);
        System.arraycopy(last, 0, y, yAt, n);
    }
}
