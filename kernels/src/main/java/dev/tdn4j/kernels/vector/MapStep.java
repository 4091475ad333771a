package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.graph.CutoffPolynomial;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Function;
import dev.tdn4j.tensor.graph.Operation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** An elementwise operation of one argument of the result's type: a function, or scale·x + shift. */
final class MapStep extends Step {

    private final Function function;
    private final float scale;
    private final float shift;
    private final float[] coefficients;
    private final ElementaryKernel kernel;

    MapStep(Function function, Slot out, Slot in) {
        super(out, in);
        this.function = function;
        this.scale = 0;
        this.shift = 0;
        this.coefficients = function instanceof CutoffPolynomial polynomial ? coefficients(polynomial) : null;
        this.kernel = function instanceof Elementary elementary ? ElementaryKernel.of(elementary) : null;
    }

    MapStep(Operation.Affine affine, Slot out, Slot in) {
        super(out, in);
        this.function = null;
        this.scale = (float) affine.scale();
        this.shift = (float) affine.shift();
        this.coefficients = null;
        this.kernel = null;
    }

    private static float[] coefficients(CutoffPolynomial polynomial) {
        float[] a = new float[polynomial.coefficients().size()];
        for (int k = 0; k < a.length; k++) {
            a[k] = polynomial.coefficients().get(k).floatValue();
        }
        return a;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        float[] x = in[0].in(worker);
        float[] y = out.in(worker);
        int xAt = in[0].at(from);
        int yAt = out.at(from);
        if (out.itemsFastest) {
            for (int r = 0; r < out.type.rows(); r++) {
                map(x, xAt + r * in[0].rowStride, y, yAt + r * out.rowStride, count);
            }
        } else {
            map(x, xAt, y, yAt, count * out.type.rows() * out.padded);
        }
    }

    /** Whole vectors, then number by number: nothing behind the row is written. */
    private void map(float[] x, int xAt, float[] y, int yAt, int n) {
        switch (function) {
            case null -> affine(x, xAt, y, yAt, n);
            case CutoffPolynomial _ -> polynomial(x, xAt, y, yAt, n);
            case Elementary _ -> kernel.apply(x, xAt, y, yAt, n);
        }
    }

    private void affine(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        FloatVector a = FloatVector.broadcast(FLOATS, scale);
        FloatVector b = FloatVector.broadcast(FLOATS, shift);
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, xAt + i).fma(a, b).intoArray(y, yAt + i);
        }
        for (int i = whole; i < n; i++) {
            y[yAt + i] = Math.fma(x[xAt + i], scale, shift);
        }
    }

    private void polynomial(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector at = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector inside = FloatVector.broadcast(FLOATS, 1).sub(at);
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int k = coefficients.length - 1; k >= 0; k--) {
                sum = sum.fma(inside, FloatVector.broadcast(FLOATS, coefficients[k]));
            }
            sum.blend(0f, at.compare(VectorOperators.GE, 1f)).intoArray(y, yAt + i);
        }
        for (int i = whole; i < n; i++) {
            float inside = 1 - x[xAt + i];
            float sum = 0;
            for (int k = coefficients.length - 1; k >= 0; k--) {
                sum = Math.fma(sum, inside, coefficients[k]);
            }
            y[yAt + i] = x[xAt + i] >= 1 ? 0 : sum;
        }
    }
}
