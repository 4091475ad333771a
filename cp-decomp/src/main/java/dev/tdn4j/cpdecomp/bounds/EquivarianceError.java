package dev.tdn4j.cpdecomp.bounds;

import dev.tdn4j.cg.RandomRotation;
import dev.tdn4j.cg.WignerD;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How far a product given by CP factors is from equivariance: ε(R, x, y) = D(R) M̂(x, y) − M̂(D(R)x, D(R)y), measured,
 * bounded, and on average. All three sizes of the factors must be (L+1)².
 */
public final class EquivarianceError {

    /** Half the distance from 1 to the next double. */
    private static final double ROUNDING = 0x1p-53;

    /** Wigner matrices differ from the representation by at most this per entry, to degree 10; see {@link WignerD}. */
    private static final double WIGNER_ERROR = 1e-13;

    private EquivarianceError() {}

    /**
     * The largest error found in random samples: rotations uniform, x and y normal.
     *
     * @param factors M̂, evaluated in double as C((Aᵀx) ⊙ (Bᵀy))
     * @param samples how many (R, x, y), at least 1
     * @param seed of the samples
     * @return the largest ‖ε‖ / (‖x‖‖y‖)
     */
    public static double sampled(Factors factors, int samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double largest = 0;
        for (int s = 0; s < samples; s++) {
            largest = Math.max(largest, sample(factors, random).error());
        }
        return largest;
    }

    /** The next sample. */
    static WorstCase sample(Factors factors, RandomGenerator random) {
        int n = Degrees.components(lmax(factors));
        double[] rotation = RandomRotation.next(random);
        double[] x = Vectors.normal(n, random);
        double[] y = Vectors.normal(n, random);
        return new WorstCase(at(factors, rotation, x, y), rotation, x, y);
    }

    /**
     * The error at one place.
     *
     * @param factors M̂, evaluated in double as C((Aᵀx) ⊙ (Bᵀy))
     * @param rotation R, 9 numbers row-major
     * @param x not zero, (L+1)² numbers
     * @param y not zero, (L+1)² numbers
     * @return ‖ε‖ / (‖x‖‖y‖)
     * @throws IllegalArgumentException if R is no rotation or a size differs
     */
    public static double at(Factors factors, double[] rotation, double[] x, double[] y) {
        int lmax = lmax(factors);
        if (x.length != factors.size(0) || y.length != factors.size(1)) {
            throw new IllegalArgumentException(
                    "x and y have %d and %d components, not those of %s".formatted(x.length, y.length, factors));
        }
        double[] d = WignerD.matrix(lmax, rotation);
        double[] rotatedOutput = Vectors.multiply(d, apply(factors, x, y));
        double[] outputOfRotated = apply(factors, Vectors.multiply(d, x), Vectors.multiply(d, y));
        return Vectors.norm(Vectors.minus(rotatedOutput, outputOfRotated)) / (Vectors.norm(x) * Vectors.norm(y));
    }

    /**
     * A bound on every ‖ε‖ / (‖x‖‖y‖): M_w is equivariant, so ε is that of M̂ − M_w, whose two terms are at most
     * ‖M̂ − M_w‖_F ‖x‖‖y‖ each.
     *
     * @param decomposition M̂ and M_w
     * @return 2‖M̂ − M_w‖_F + {@link #roundingAllowance}
     */
    public static double bound(Decomposition decomposition) {
        return bound(decomposition.spec(), decomposition.relativeError(), decomposition.factors());
    }

    /**
     * The same bound for factors from anywhere.
     *
     * @param spec which M_w they approximate
     * @param relativeError ‖M̂ − M_w‖_F / ‖M_w‖_F
     * @param factors M̂
     * @return 2‖M̂ − M_w‖_F + {@link #roundingAllowance}
     */
    public static double bound(CouplingSpec spec, double relativeError, Factors factors) {
        return 2 * relativeError * spec.tensor().norm() + roundingAllowance(factors);
    }

    /**
     * What rounding in double can add to a sampled error. With κ = Σ_r ‖a_r‖‖b_r‖‖c_r‖ and γ_k = ku/(1−ku), u = 2⁻⁵³:
     *
     * <ul>
     *   <li>evaluating the factors errs by at most γ_{2n+R+3} κ ‖x‖‖y‖ (two inner products of length n, one of length R;
     *       Higham, Accuracy and Stability, section 3.1), twice;
     *   <li>D(R) is applied three times. Each block errs by at most (2L+1)·1e-13 in its entries and √(2L+1)·γ_{2L+1} in the
     *       product, both relative to the vector, and M̂ passes that on at most κ-fold;
     *   <li>the residual, the norms and the difference add terms of a few n³u‖M‖ and uκ, for which all is doubled.
     * </ul>
     *
     * @param factors M̂
     * @return the allowance, relative to ‖x‖‖y‖
     */
    public static double roundingAllowance(Factors factors) {
        int lmax = lmax(factors);
        int n = Degrees.components(lmax);
        int block = 2 * lmax + 1;
        double rotation = block * WIGNER_ERROR + Math.sqrt(block) * gamma(block);
        return 2 * (2 * gamma(2 * n + factors.rank() + 3) + 3 * rotation) * termNorms(factors);
    }

    /**
     * The exact mean of ‖ε‖² over uniform rotations and x, y ~ N(0, I). For one rotation it is the squared distance between
     * M̂ and the rotated M̂; averaging over rotations projects M̂ on the span of the orthonormal C_path, so it is
     * 2‖M̂ − Σ_paths ⟨M̂, C_path⟩ C_path‖², which is 2(‖M̂‖² − Σ_paths ⟨M̂, C_path⟩²) without its cancellation.
     *
     * @param factors M̂
     * @return E‖ε‖²
     */
    public static double meanSquare(Factors factors) {
        lmax(factors);
        double norm = new NonEquivariantPart(factors).norm();
        return 2 * norm * norm;
    }

    static int lmax(Factors factors) {
        if (factors.size(0) != factors.size(1) || factors.size(0) != factors.size(2)) {
            throw new IllegalArgumentException("equivariance needs three spaces of the same degrees, but these are " + factors);
        }
        return Degrees.lmax(factors.size(0));
    }

    private static double[] apply(Factors factors, double[] x, double[] y) {
        double[] out = new double[factors.size(2)];
        for (int r = 0; r < factors.rank(); r++) {
            double ax = 0;
            double by = 0;
            for (int i = 0; i < x.length; i++) {
                ax += factors.get(0, i, r) * x[i];
                by += factors.get(1, i, r) * y[i];
            }
            for (int k = 0; k < out.length; k++) {
                out[k] += factors.get(2, k, r) * (ax * by);
            }
        }
        return out;
    }

    private static double termNorms(Factors factors) {
        double sum = 0;
        for (int r = 0; r < factors.rank(); r++) {
            double product = 1;
            for (int axis = 0; axis < 3; axis++) {
                double squared = 0;
                for (int row = 0; row < factors.size(axis); row++) {
                    squared += Math.pow(factors.get(axis, row, r), 2);
                }
                product *= Math.sqrt(squared);
            }
            sum += product;
        }
        return sum;
    }

    private static double gamma(int operations) {
        return operations * ROUNDING / (1 - operations * ROUNDING);
    }
}
