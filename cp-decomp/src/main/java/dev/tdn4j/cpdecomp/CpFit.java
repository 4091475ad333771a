package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The least-squares problem min ‖M − Σ_r a_r ∘ b_r ∘ c_r‖_F² at its present factors: the error, and the product of the
 * residual's unfolding with the Khatri–Rao product of the other two factors, which is minus half the gradient. Kolda and
 * Bader, SIAM Review 51 (2009), section 3.
 *
 * <p>Far from the solution both come from the non-zeros of M and the R×R Gram matrices. That difference of large numbers
 * loses all digits of an error near 1e-8, so below {@link #DENSE_BELOW} the residual is formed entry by entry.
 */
final class CpFit {

    /** Relative error below which the residual is formed explicitly. */
    private static final double DENSE_BELOW = 1e-5;

    private final Coupling target;
    private final FreeWeights weights;
    /** What errors are relative to: ‖M‖_F, of free weights that of M with weights 1. */
    private final double norm;
    private final int rank;
    private final int[][] index = new int[3][];
    private final double[] value;
    private final DMatrixRMaj[] factor = new DMatrixRMaj[3];
    private final DMatrixRMaj[] gram = new DMatrixRMaj[3];
    private DenseResidual residual;

    private CpFit(Coupling target, FreeWeights weights, int rank) {
        this.target = target;
        this.weights = weights;
        this.norm = target.norm();
        this.rank = rank;
        this.value = IntStream.range(0, target.nonzeros()).mapToDouble(target::value).toArray();
        index[0] = IntStream.range(0, target.nonzeros()).map(target::i).toArray();
        index[1] = IntStream.range(0, target.nonzeros()).map(target::j).toArray();
        index[2] = IntStream.range(0, target.nonzeros()).map(target::k).toArray();
    }

    /** A start: independent normal entries, so that the columns have norm about {@code columnNorm}. */
    static CpFit random(Coupling target, int rank, double columnNorm, RandomGenerator random) {
        return new CpFit(target, null, rank).startRandom(columnNorm, random);
    }

    /** The same with free path weights. */
    static CpFit random(FreeWeights weights, int rank, double columnNorm, RandomGenerator random) {
        return new CpFit(weights.sum(), weights, rank).startRandom(columnNorm, random);
    }

    /** A start from given factors. */
    static CpFit of(Coupling target, Factors factors) {
        return new CpFit(target, null, factors.rank()).start(factors);
    }

    /** The same with free path weights. */
    static CpFit of(FreeWeights weights, Factors factors) {
        return new CpFit(weights.sum(), weights, factors.rank()).start(factors);
    }

    private CpFit start(Factors factors) {
        for (int mode = 0; mode < 3; mode++) {
            factor[mode] = DMatrixRMaj.wrap(target.size(mode), rank, factors.matrix(mode));
            gram[mode] = new DMatrixRMaj(rank, rank);
            updateGram(mode);
        }
        return this;
    }

    private CpFit startRandom(double columnNorm, RandomGenerator random) {
        for (int mode = 0; mode < 3; mode++) {
            DMatrixRMaj f = new DMatrixRMaj(target.size(mode), rank);
            for (int t = 0; t < f.getNumElements(); t++) {
                f.data[t] = random.nextGaussian() * columnNorm / Math.sqrt(target.size(mode));
            }
            factor[mode] = f;
            gram[mode] = new DMatrixRMaj(rank, rank);
            updateGram(mode);
        }
        return this;
    }

    int rank() {
        return rank;
    }

    double norm() {
        return norm;
    }

    /** The free path weights, or null where the target is fixed. */
    FreeWeights weights() {
        return weights;
    }

    int size(int mode) {
        return target.size(mode);
    }

    DMatrixRMaj factor(int mode) {
        return factor[mode];
    }

    DMatrixRMaj gram(int mode) {
        return gram[mode];
    }

    Factors factors() {
        return new Factors(rank, factor[0].data, factor[1].data, factor[2].data);
    }

    /** factor += step, with the Gram matrix kept up to date. */
    void add(int mode, DMatrixRMaj step) {
        CommonOps_DDRM.addEquals(factor[mode], step);
        updateGram(mode);
    }

    void set(int mode, DMatrixRMaj values) {
        factor[mode].setTo(values);
        updateGram(mode);
    }

    private void updateGram(int mode) {
        CommonOps_DDRM.multTransA(factor[mode], factor[mode], gram[mode]);
    }

    /** The Gauss–Newton matrix of one factor's rows: the Hadamard product of the two other Gram matrices, R×R. */
    void normalMatrix(int mode, DMatrixRMaj out) {
        CommonOps_DDRM.elementMult(gram[(mode + 1) % 3], gram[(mode + 2) % 3], out);
    }

    /** Holds free path weights off the ends of their range, or no longer. */
    void guard(boolean on) {
        if (weights != null) {
            weights.guard(on);
        }
    }

    /** Lets free path weights follow the present factors; nothing where the target is fixed. */
    void settle() {
        if (weights == null) {
            return;
        }
        double[] inner = new double[weights.paths().size()];
        for (int t = 0; t < value.length; t++) {
            inner[weights.pathOf(t)] += target.value(t) * entry(t);
        }
        weights.moveTo(inner);
        for (int t = 0; t < value.length; t++) {
            value[t] = target.value(t) * weights.weight(weights.pathOf(t));
        }
        if (residual != null) {
            residual.retarget(value);
        }
    }

    /** M̂ where the target's entry t is. */
    private double entry(int t) {
        int a = index[0][t] * rank;
        int b = index[1][t] * rank;
        int c = index[2][t] * rank;
        double sum = 0;
        for (int r = 0; r < rank; r++) {
            sum += factor[0].data[a + r] * factor[1].data[b + r] * factor[2].data[c + r];
        }
        return sum;
    }

    /** ⟨M̂″(d, d), C^p⟩ of every path, for free path weights. */
    double[] secondDerivative(DMatrixRMaj[] step) {
        double[] inner = new double[weights.paths().size()];
        for (int t = 0; t < value.length; t++) {
            double sum = 0;
            for (int mode = 0; mode < 3; mode++) {
                int at = index[mode][t] * rank;
                int next = index[(mode + 1) % 3][t] * rank;
                int last = index[(mode + 2) % 3][t] * rank;
                double[] f = factor[mode].data;
                double[] d = step[(mode + 1) % 3].data;
                double[] e = step[(mode + 2) % 3].data;
                for (int r = 0; r < rank; r++) {
                    sum += f[at + r] * d[next + r] * e[last + r];
                }
            }
            inner[weights.pathOf(t)] += 2 * target.value(t) * sum;
        }
        return inner;
    }

    /** ‖M − M̂‖_F relative to {@link #norm} at the present factors, for the weights that suit them best. */
    double relativeError() {
        settle();
        if (residual == null) {
            double squared = sparseSquaredError();
            double error = Math.sqrt(Math.max(0, squared)) / norm;
            if (error > DENSE_BELOW) {
                return error;
            }
            residual = new DenseResidual(target, rank);
            residual.retarget(value);
        }
        return residual.update(factor, 2) / norm;
    }

    /** ‖M‖² − 2⟨M, M̂⟩ + ‖M̂‖². */
    private double sparseSquaredError() {
        DMatrixRMaj product = new DMatrixRMaj(size(2), rank);
        sparseProduct(2, product);
        double inner = 0;
        for (int t = 0; t < product.getNumElements(); t++) {
            inner += product.data[t] * factor[2].data[t];
        }
        double squared = 0;
        for (int t = 0; t < rank * rank; t++) {
            squared += gram[0].data[t] * gram[1].data[t] * gram[2].data[t];
        }
        return squaredNorm() - 2 * inner + squared;
    }

    /** ‖M_w‖_F for the present weights. */
    double targetNorm() {
        return Math.sqrt(squaredNorm());
    }

    private double squaredNorm() {
        if (weights == null) {
            return norm * norm;
        }
        double sum = 0;
        for (double v : value) {
            sum += v * v;
        }
        return sum;
    }

    /** The residual's unfolding times the Khatri–Rao product of the two other factors, n×R. */
    void residualProduct(int mode, DMatrixRMaj out) {
        if (residual != null) {
            residual.update(factor, mode);
            residual.product(out);
            return;
        }
        sparseProduct(mode, out);
        DMatrixRMaj normal = new DMatrixRMaj(rank, rank);
        normalMatrix(mode, normal);
        CommonOps_DDRM.multAdd(-1, factor[mode], normal, out);
    }

    /** The same product for M itself, over its non-zeros. */
    private void sparseProduct(int mode, DMatrixRMaj out) {
        out.zero();
        int next = (mode + 1) % 3;
        int last = (mode + 2) % 3;
        for (int t = 0; t < value.length; t++) {
            addScaledProduct(
                    value[t],
                    factor[next].data, index[next][t] * rank,
                    factor[last].data, index[last][t] * rank,
                    out.data, index[mode][t] * rank,
                    rank);
        }
    }

    /** Adds what one entry of Σ_p C^p gives to the derivative of ⟨M̂, C^p⟩ by a factor. */
    void addCoefficientProduct(int mode, int t, double[] out, int shift) {
        int next = (mode + 1) % 3;
        int last = (mode + 2) % 3;
        addScaledProduct(
                target.value(t),
                factor[next].data, index[next][t] * rank,
                factor[last].data, index[last][t] * rank,
                out, index[mode][t] * rank + shift,
                rank);
    }

    private static void addScaledProduct(
            double scale, double[] f, int fAt, double[] g, int gAt, double[] out, int outAt, int length) {
        for (int r = 0; r < length; r++) {
            out[outAt + r] += scale * f[fAt + r] * g[gAt + r];
        }
    }

    /** Gives the three columns of every term one norm; the tensor stays, the conditioning improves. */
    void balance() {
        for (int r = 0; r < rank; r++) {
            double[] length = new double[3];
            for (int mode = 0; mode < 3; mode++) {
                length[mode] = Math.sqrt(gram[mode].get(r, r));
            }
            double mean = Math.cbrt(length[0] * length[1] * length[2]);
            if (mean > 0) {
                for (int mode = 0; mode < 3; mode++) {
                    scaleColumn(factor[mode], r, mean / length[mode]);
                }
            }
        }
        for (int mode = 0; mode < 3; mode++) {
            updateGram(mode);
        }
    }

    private static void scaleColumn(DMatrixRMaj matrix, int column, double scale) {
        for (int row = 0; row < matrix.numRows; row++) {
            matrix.data[row * matrix.numCols + column] *= scale;
        }
    }
}
