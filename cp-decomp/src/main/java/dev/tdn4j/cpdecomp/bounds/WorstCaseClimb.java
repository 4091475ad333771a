package dev.tdn4j.cpdecomp.bounds;

import dev.tdn4j.cg.WignerD;
import dev.tdn4j.tensor.Factors;

/**
 * Local maximisation of ‖ε‖ over rotations and unit vectors x, y. Turned back by Dᵀ, ε is N(x, y, ·) − Dᵀ N(Dx, Dy, ·), N
 * the part of M̂ that is not equivariant, so ‖ε‖ is the maximum over unit vectors u of
 *
 * <pre>f(R; x, y, u) = N(x, y, u) − N(Dx, Dy, Du).</pre>
 *
 * For one R that is a trilinear form, which the power method climbs by setting one vector after another to the direction
 * that is best for the other two. For given vectors the gradient over R comes from the generators of D. No step lowers f.
 */
final class WorstCaseClimb {

    private static final int MOST_ROUNDS = 500;
    private static final int WINDOW = 10;
    /** A climb that gains less than this share in a window has arrived. */
    private static final double ARRIVED = 1e-8;

    /** The first turn tried, as an angle; it doubles after a success and halves after a failure. */
    private static final double FIRST_TURN = 0.1;

    private static final int MOST_HALVINGS = 8;

    private final Factors factors;
    private final int lmax;
    private final NonEquivariantPart rest;
    private final RotationGenerators generators;

    // Where the climb is.
    private double[] rotation;
    private double[] d;
    private double[] x;
    private double[] y;
    private double[] u;
    private double value;
    private double turn;

    WorstCaseClimb(Factors factors) {
        this.factors = factors;
        this.lmax = EquivarianceError.lmax(factors);
        this.rest = new NonEquivariantPart(factors);
        this.generators = new RotationGenerators(lmax);
    }

    /** The top of the hill that a place is on, its error measured from the factors. */
    WorstCase from(WorstCase start) {
        rotation = start.rotation();
        d = WignerD.matrix(lmax, rotation);
        x = Vectors.unit(start.x());
        y = Vectors.unit(start.y());
        turn = FIRST_TURN;
        double before = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            improveVectors();
            improveRotation();
            if (round % WINDOW == 0) {
                if (value <= before * (1 + ARRIVED)) {
                    break;
                }
                before = value;
            }
        }
        return new WorstCase(EquivarianceError.at(factors, rotation, x, y), rotation, x, y);
    }

    /** One round of the power method: u, then x, then y, then u again for the new two. */
    private void improveVectors() {
        u = Vectors.unit(outputDifference());
        x = Vectors.unit(inputDifference(0));
        y = Vectors.unit(inputDifference(1));
        double[] output = outputDifference();
        value = Vectors.norm(output);
        u = Vectors.unit(output);
    }

    private double[] outputDifference() {
        double[] turned = rest.output(Vectors.multiply(d, x), Vectors.multiply(d, y));
        return Vectors.minus(rest.output(x, y), Vectors.multiplyTransposed(d, turned));
    }

    private double[] inputDifference(int axis) {
        double[] turned = rest.inputs(Vectors.multiply(d, x), Vectors.multiply(d, y), Vectors.multiply(d, u))[axis];
        return Vectors.minus(rest.inputs(x, y, u)[axis], Vectors.multiplyTransposed(d, turned));
    }

    /** A turn along the gradient, as large as it still gains. */
    private void improveRotation() {
        double[] axis = Vectors.unit(gradient());
        double fixed = Vectors.dot(rest.output(x, y), u);
        for (int halving = 0; halving < MOST_HALVINGS; halving++, turn /= 2) {
            double[] trial = turned(axis, turn, rotation);
            double[] trialD = WignerD.matrix(lmax, trial);
            double[] output = rest.output(Vectors.multiply(trialD, x), Vectors.multiply(trialD, y));
            double trialValue = fixed - Vectors.dot(output, Vectors.multiply(trialD, u));
            if (trialValue > value) {
                rotation = trial;
                d = trialD;
                value = trialValue;
                turn = Math.min(1, 2 * turn);
                return;
            }
        }
    }

    /** ∂f/∂θ for R → exp(θ) R: minus the sum of N with G_a applied to one of Dx, Dy, Du at a time. */
    private double[] gradient() {
        double[] turnedX = Vectors.multiply(d, x);
        double[] turnedY = Vectors.multiply(d, y);
        double[] turnedU = Vectors.multiply(d, u);
        double[][] inputs = rest.inputs(turnedX, turnedY, turnedU);
        double[] sum = new double[3];
        generators.addForms(inputs[0], turnedX, sum);
        generators.addForms(inputs[1], turnedY, sum);
        generators.addForms(rest.output(turnedX, turnedY), turnedU, sum);
        return new double[] {-sum[0], -sum[1], -sum[2]};
    }

    /** exp(angle · axis) R by Rodrigues' formula, applied to the columns of R, which are made orthonormal again. */
    private static double[] turned(double[] axis, double angle, double[] rotation) {
        double[][] columns = new double[3][];
        for (int c = 0; c < 3; c++) {
            double[] v = {rotation[c], rotation[3 + c], rotation[6 + c]};
            double[] cross = cross(axis, v);
            double along = Vectors.dot(axis, v) * (1 - Math.cos(angle));
            columns[c] = new double[3];
            for (int a = 0; a < 3; a++) {
                columns[c][a] = Math.cos(angle) * v[a] + Math.sin(angle) * cross[a] + along * axis[a];
            }
        }
        columns[0] = Vectors.unit(columns[0]);
        columns[2] = Vectors.unit(cross(columns[0], columns[1]));
        columns[1] = cross(columns[2], columns[0]);
        double[] out = new double[9];
        for (int t = 0; t < 9; t++) {
            out[t] = columns[t % 3][t / 3];
        }
        return out;
    }

    private static double[] cross(double[] v, double[] w) {
        return new double[] {v[1] * w[2] - v[2] * w[1], v[2] * w[0] - v[0] * w[2], v[0] * w[1] - v[1] * w[0]};
    }
}
