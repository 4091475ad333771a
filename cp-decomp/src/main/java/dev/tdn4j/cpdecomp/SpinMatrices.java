package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.matrix.MatrixProduct;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.Arrays;
import java.util.List;

/**
 * Exact CP factors of all paths whose rank is that of a matrix multiplication.
 *
 * <p>The operators on the states of spin j = L/2 are the matrices of d = L+1 rows, and rotations, which act on them by
 * conjugation, split them into one subspace of every degree 0..L: n = d² components, as many as a feature has. Writing x
 * and y as such matrices X and Y makes (x, y) → XY an equivariant product. It couples by all paths, with weights
 * proportional to the 6j symbols {l1 l2 l3; j j j} (Varshalovich, Moskalev, Khersonskii, Quantum Theory of Angular
 * Momentum, section 2.4; this algebra is the fuzzy sphere of Madore, Class. Quantum Grav. 9 (1992) 69; L = 2 with 3×3
 * matrices is the product of TensorNet, arXiv 2306.06482). Evaluated as it stands it takes d³ multiplications, and any
 * fast algorithm for matrices with R products gives CP factors of rank R.
 *
 * <p>The real span of iˡ times the Hermitian operators of degree l is closed under the product. It is the algebra of real
 * d×d matrices where L is even, and that of d/2×d/2 matrices of quaternions, whose product has rank 8, where L is odd.
 *
 * <p>Few 6j symbols vanish by accident, up to L = 10 those of the paths 222 at L = 3, 355 at 6, 567 at 8 and 499 at 10,
 * with their permutations; they get terms of their own, the first by least squares, the others from {@link PathFactors}.
 */
public final class SpinMatrices {

    /** The name of the method. */
    public static final String METHOD = "matrix";

    private static final int QUADRUPOLE_RANK = 10;

    private final int lmax;
    private final int n;

    private SpinMatrices(int lmax) {
        this.lmax = lmax;
        this.n = Degrees.components(lmax);
    }

    /**
     * Factors of all paths, with weights as close to 1 as scales of degrees bring them.
     *
     * @param lmax the largest degree L, at least 0
     * @return factors exact to rounding
     */
    public static Decomposition all(int lmax) {
        long begin = System.nanoTime();
        Factors product = new SpinMatrices(lmax).product();
        CouplingSpec present = PathWeights.nearest(product, lmax);
        double[] weights = present.weights().stream().mapToDouble(Double::doubleValue).toArray();
        Factors factors = DegreeScales.evening(lmax, present.paths(), weights).apply(product);
        List<CouplingPath> missing =
                CouplingPath.all(lmax).stream().filter(path -> !present.paths().contains(path)).toList();
        if (!missing.isEmpty()) {
            factors = factors.plus(missing(lmax, missing));
        }
        return Decomposition.measured(PathWeights.nearest(factors, lmax), factors, begin, METHOD, "version 1");
    }

    /**
     * The matrices that stand for the components.
     *
     * @param lmax the largest degree L, even and at least 0
     * @return [(L+1)²][(L+1)²], for every component a real matrix of L+1 rows in row-major order; orthonormal
     * @throws IllegalArgumentException if L is odd: those matrices are of quaternions
     */
    public static double[][] matrices(int lmax) {
        if (lmax % 2 != 0) {
            throw new IllegalArgumentException("components of degrees up to %d are matrices of quaternions, not of reals".formatted(lmax));
        }
        return new SpinMatrices(lmax).real();
    }

    private static Factors missing(int lmax, List<CouplingPath> paths) {
        return lmax == 3 ? quadrupoles() : PathFactors.exact(CouplingSpec.shared(lmax, paths)).factors();
    }

    /** The path 222 at L = 3 by least squares, which find {@value #QUADRUPOLE_RANK} terms where no closed form has so few. */
    private static Factors quadrupoles() {
        Coupling path = CouplingCoefficients.of(new CouplingPath(2, 2, 2));
        Factors found = Als.decompose(path, AlsOptions.of(QUADRUPOLE_RANK, 0), progress -> {});
        int rank = found.rank();
        double[][] rows = new double[3][Degrees.components(3) * rank];
        for (int slot = 0; slot < 3; slot++) {
            System.arraycopy(found.matrix(slot), 0, rows[slot], Degrees.components(1) * rank, 5 * rank);
        }
        return new Factors(rank, rows[0], rows[1], rows[2]);
    }

    /** out_k = ⟨X_k, XY⟩: the factors of the matrix product, seen through the matrices of the components. */
    private Factors product() {
        boolean real = lmax % 2 == 0;
        int d = lmax + 1;
        double[][] basis = real ? real() : QuaternionMatrices.basis(lmax);
        Factors algebra = real ? MatrixProduct.factors(d, d, d) : QuaternionMatrices.product(d / 2);
        int rank = algebra.rank();
        double[][] seen = new double[3][n * rank];
        for (int slot = 0; slot < 3; slot++) {
            double[] entries = algebra.matrix(slot);
            for (int i = 0; i < n; i++) {
                for (int e = 0; e < n; e++) {
                    for (int r = 0; r < rank; r++) {
                        seen[slot][i * rank + r] += basis[i][e] * entries[e * rank + r];
                    }
                }
            }
        }
        return new Factors(rank, seen[0], seen[1], seen[2]);
    }

    /** For integer spin the coupling j⊗l → j itself is a real matrix for every component of degree l. */
    private double[][] real() {
        int j = lmax / 2;
        int d = lmax + 1;
        double[][] basis = new double[n][n];
        for (int l = 0; l <= lmax; l++) {
            Coupling c = CouplingCoefficients.of(new CouplingPath(j, l, j));
            double norm = Math.sqrt(2 * l + 1);
            for (int t = 0; t < c.nonzeros(); t++) {
                basis[l * l + c.j(t)][c.k(t) * d + c.i(t)] = norm * c.value(t);
            }
        }
        return basis;
    }
}
