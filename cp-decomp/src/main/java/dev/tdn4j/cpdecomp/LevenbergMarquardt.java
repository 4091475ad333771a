package dev.tdn4j.cpdecomp;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * Damped Gauss–Newton steps on all three factors at once. Where terms nearly cancel, alternating steps crawl (a “swamp”);
 * steps that see how the factors depend on one another get through. The system (JᵀJ + μI) d = Jᵀr is solved by conjugate
 * gradients preconditioned with its diagonal blocks, which are the matrices of the alternating steps; JᵀJ is applied
 * through R×R Gram matrices, 9nR² multiplications (Sorber, Van Barel, De Lathauwer, SIAM J. Optim. 23 (2013) 695).
 *
 * <p>For searches: path weights may be free, which takes {@link WeightTangents} out of JᵀJ; a ridge ρ‖F‖² keeps terms from
 * growing against one another; and small systems are solved directly.
 */
final class LevenbergMarquardt {

    /** Bounds the cost of a step; steps cut short still descend. */
    private static final int MOST_INNER_STEPS = 100;
    /** Reduction of the preconditioned residual that ends the inner iteration. */
    private static final double FORCING = 0.1;
    /** Damping beyond which no step helps in double precision. */
    private static final double MOST_DAMPING = 1e6;

    private static final double LEAST_DAMPING = 1e-12;
    /** Length of the acceleration relative to the step's, twice, beyond which it is not trusted. */
    private static final double MOST_BEND = 0.75;

    private static final double FRESH_DAMPING = 1e-2;

    private final CpFit fit;
    private final int rank;
    private final LinearSolverChol_DDRM solver =
            new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
    private final DMatrixRMaj[] normal = new DMatrixRMaj[3];
    private final DMatrixRMaj[] inverse = new DMatrixRMaj[3];
    private final DMatrixRMaj[] cross = new DMatrixRMaj[3];
    private final DMatrixRMaj mixed;
    private final DirectStep direct;
    private Curvature curvature;
    private WeightTangents tangents;
    private double damping;
    private double ridge;

    LevenbergMarquardt(CpFit fit, double damping) {
        this(fit, damping, false);
    }

    /** With {@code direct}, systems are solved by a Cholesky factorisation. */
    LevenbergMarquardt(CpFit fit, double damping, boolean direct) {
        this.direct = direct ? new DirectStep(fit) : null;
        this.fit = fit;
        this.rank = fit.rank();
        this.damping = damping;
        this.mixed = new DMatrixRMaj(rank, rank);
        for (int mode = 0; mode < 3; mode++) {
            normal[mode] = new DMatrixRMaj(rank, rank);
            inverse[mode] = new DMatrixRMaj(rank, rank);
            cross[mode] = new DMatrixRMaj(rank, rank);
        }
    }

    /** From now on bends steps along the valley floor: for narrow curved valleys, at twice the cost of a step. */
    void accelerate() {
        this.curvature = new Curvature(fit);
    }

    /** From now on minimises ‖M − M̂‖² + ρ Σ‖F‖²; forgets a damping that grew where the former objective had no descent left. */
    void ridge(double rho) {
        this.ridge = rho;
        this.damping = Math.min(damping, FRESH_DAMPING);
    }

    /** The most multiplications that a step of a fit takes, but for those of refused lengths. */
    static double multiplications(CpFit fit) {
        double rows = fit.size(0) + fit.size(1) + fit.size(2);
        return 3 * rows * fit.rank() * fit.rank() * MOST_INNER_STEPS;
    }

    /**
     * One accepted step.
     *
     * @param norm what errors are relative to
     * @return the relative error after it, or {@code error} itself if no step lowers the objective any more
     */
    double step(double error, double norm) {
        fit.settle();
        tangents = fit.weights() == null ? null : new WeightTangents(fit);
        DMatrixRMaj[] gradient = blocks();
        DMatrixRMaj[] before = blocks();
        for (int mode = 0; mode < 3; mode++) {
            fit.residualProduct(mode, gradient[mode]);
            fit.normalMatrix(mode, normal[mode]);
            before[mode].setTo(fit.factor(mode));
            CommonOps_DDRM.addEquals(gradient[mode], -ridge, fit.factor(mode));
        }
        if (direct != null) {
            direct.assemble(normal, tangents);
        }
        double penalty = penalty();
        while (damping < MOST_DAMPING) {
            DMatrixRMaj[] step = solve(gradient);
            // Conjugate gradients leave dᵀ(JᵀJ + μI)d = dᵀJᵀr, so the model's decrease 2dᵀJᵀr − dᵀJᵀJd needs no more products.
            double predicted = dot(gradient, step) + damping * dot(step, step);
            if (curvature != null) {
                accelerate(step);
            }
            for (int mode = 0; mode < 3; mode++) {
                fit.add(mode, step[mode]);
            }
            double reached = fit.relativeError();
            double decrease = (error * error - reached * reached) * norm * norm + penalty - penalty();
            if (ridge == 0 ? reached < error : decrease > 0) {
                adapt(decrease / predicted);
                fit.balance();
                return reached;
            }
            damping *= 4;
            for (int mode = 0; mode < 3; mode++) {
                fit.set(mode, before[mode]);
            }
        }
        return error;
    }

    /** Bends the step d to d + a/2 with (JᵀPJ + μI) a = −JᵀP M̂″(d, d), unless a is so long that the expansion means nothing. */
    private void accelerate(DMatrixRMaj[] step) {
        DMatrixRMaj[] second = blocks();
        curvature.along(step, tangents, second);
        DMatrixRMaj[] bend = solve(second);
        if (2 * Math.sqrt(dot(bend, bend)) <= MOST_BEND * Math.sqrt(dot(step, step))) {
            addScaled(-0.5, bend, step);
        }
    }

    private double penalty() {
        double sum = 0;
        for (int mode = 0; ridge > 0 && mode < 3; mode++) {
            sum += ridge * NormOps_DDRM.elementP(fit.factor(mode), 2) * NormOps_DDRM.elementP(fit.factor(mode), 2);
        }
        return sum;
    }

    private void adapt(double gain) {
        if (gain > 0.75) {
            damping = Math.max(damping / 3, LEAST_DAMPING);
        } else if (gain < 0.25) {
            damping *= 2;
        }
    }

    private DMatrixRMaj[] solve(DMatrixRMaj[] gradient) {
        return direct == null ? conjugateGradients(gradient) : factorized(gradient);
    }

    private DMatrixRMaj[] factorized(DMatrixRMaj[] gradient) {
        DMatrixRMaj[] step = blocks();
        while (!direct.solve(damping + ridge, gradient, step)) {
            damping *= 10;
        }
        return step;
    }

    private DMatrixRMaj[] conjugateGradients(DMatrixRMaj[] gradient) {
        prepare();
        DMatrixRMaj[] step = blocks();
        DMatrixRMaj[] residual = blocks();
        DMatrixRMaj[] direction = blocks();
        DMatrixRMaj[] preconditioned = blocks();
        DMatrixRMaj[] image = blocks();
        for (int mode = 0; mode < 3; mode++) {
            residual[mode].setTo(gradient[mode]);
        }
        precondition(residual, preconditioned);
        addScaled(1, preconditioned, direction);
        double product = dot(residual, preconditioned);
        double enough = FORCING * FORCING * product;
        for (int inner = 0; inner < MOST_INNER_STEPS && product > enough; inner++) {
            apply(direction, image);
            double length = product / dot(direction, image);
            addScaled(length, direction, step);
            addScaled(-length, image, residual);
            precondition(residual, preconditioned);
            double next = dot(residual, preconditioned);
            for (int mode = 0; mode < 3; mode++) {
                CommonOps_DDRM.add(preconditioned[mode], next / product, direction[mode], direction[mode]);
            }
            product = next;
        }
        return step;
    }

    /** The inverses of the damped diagonal blocks, with the damping raised until rounding leaves them positive definite. */
    private void prepare() {
        for (int mode = 0; mode < 3; mode++) {
            mixed.setTo(normal[mode]);
            shiftDiagonal(damping + ridge);
            while (!solver.setA(mixed)) {
                damping *= 10;
                mixed.setTo(normal[mode]);
                shiftDiagonal(damping + ridge);
            }
            solver.invert(inverse[mode]);
        }
    }

    private void shiftDiagonal(double shift) {
        for (int r = 0; r < rank; r++) {
            mixed.data[r * rank + r] += shift;
        }
    }

    private void precondition(DMatrixRMaj[] in, DMatrixRMaj[] out) {
        for (int mode = 0; mode < 3; mode++) {
            CommonOps_DDRM.mult(in[mode], inverse[mode], out[mode]);
        }
    }

    /** out = (JᵀJ + μI) p: per factor, P(G∘G') + F((PᵀF)'∘G' + (P'ᵀF')∘G) + μP, primes for the two other factors. */
    private void apply(DMatrixRMaj[] p, DMatrixRMaj[] out) {
        for (int mode = 0; mode < 3; mode++) {
            CommonOps_DDRM.multTransA(p[mode], fit.factor(mode), cross[mode]);
        }
        for (int mode = 0; mode < 3; mode++) {
            int next = (mode + 1) % 3;
            int last = (mode + 2) % 3;
            double[] nextGram = fit.gram(next).data;
            double[] lastGram = fit.gram(last).data;
            for (int t = 0; t < rank * rank; t++) {
                mixed.data[t] = cross[next].data[t] * lastGram[t] + cross[last].data[t] * nextGram[t];
            }
            CommonOps_DDRM.mult(fit.factor(mode), mixed, out[mode]);
            CommonOps_DDRM.multAdd(p[mode], normal[mode], out[mode]);
            CommonOps_DDRM.addEquals(out[mode], damping + ridge, p[mode]);
        }
        if (tangents != null) {
            tangents.subtract(p, out);
        }
    }

    private static void addScaled(double scale, DMatrixRMaj[] in, DMatrixRMaj[] out) {
        for (int mode = 0; mode < 3; mode++) {
            CommonOps_DDRM.addEquals(out[mode], scale, in[mode]);
        }
    }

    private static double dot(DMatrixRMaj[] x, DMatrixRMaj[] y) {
        double sum = 0;
        for (int mode = 0; mode < 3; mode++) {
            for (int t = 0; t < x[mode].getNumElements(); t++) {
                sum += x[mode].data[t] * y[mode].data[t];
            }
        }
        return sum;
    }

    private DMatrixRMaj[] blocks() {
        DMatrixRMaj[] blocks = new DMatrixRMaj[3];
        for (int mode = 0; mode < 3; mode++) {
            blocks[mode] = new DMatrixRMaj(fit.size(mode), rank);
        }
        return blocks;
    }
}
