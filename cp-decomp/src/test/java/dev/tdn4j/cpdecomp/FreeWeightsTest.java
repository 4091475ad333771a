package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeWeightsTest {

    private static final int L = 1;
    private static final int RANK = 6;
    private static final List<CouplingPath> PATHS = CouplingPath.all(L);

    private static CpFit fit(Factors factors) {
        CpFit fit = CpFit.of(new FreeWeights(L, PATHS, WeightRange.DEFAULT), factors);
        fit.settle();
        return fit;
    }

    /** Factors with weights inside the range, below it and above it. */
    private static Factors factors(long seed) {
        return CpFit.random(CouplingSpec.all(L).tensor(), RANK, 2.0, new SplittableRandom(seed)).factors();
    }

    /** Factors moved along a direction. */
    private static Factors moved(Factors factors, double[][] direction, double length) {
        double[][] sum = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            double[] d = direction[axis];
            double[] f = factors.matrix(axis);
            sum[axis] = IntStream.range(0, f.length).mapToDouble(e -> f[e] + length * d[e]).toArray();
        }
        return new Factors(factors.rank(), sum[0], sum[1], sum[2]);
    }

    private static double[][] direction(Factors factors, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] direction = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            direction[axis] = random.doubles(factors.matrix(axis).length, -1, 1).toArray();
        }
        return direction;
    }

    private static DMatrixRMaj[] blocks(CpFit fit) {
        DMatrixRMaj[] blocks = new DMatrixRMaj[3];
        for (int mode = 0; mode < 3; mode++) {
            blocks[mode] = new DMatrixRMaj(fit.size(mode), fit.rank());
        }
        return blocks;
    }

    private static DMatrixRMaj[] descentDirection(CpFit fit) {
        DMatrixRMaj[] product = blocks(fit);
        for (int mode = 0; mode < 3; mode++) {
            fit.residualProduct(mode, product[mode]);
        }
        return product;
    }

    private static double dot(DMatrixRMaj[] x, double[][] y) {
        double sum = 0;
        for (int mode = 0; mode < 3; mode++) {
            for (int e = 0; e < y[mode].length; e++) {
                sum += x[mode].data[e] * y[mode][e];
            }
        }
        return sum;
    }

    /** ‖M_w − M̂‖² with the weights that suit best, from their definition. */
    private static double objective(Factors factors) {
        double[] dense = factors.toCoupling().dense();
        double squared = 0;
        for (double entry : dense) {
            squared += entry * entry;
        }
        for (double w : PathWeights.of(factors, L, PATHS)) {
            double nearest = WeightRange.DEFAULT.nearest(w);
            squared += (w - nearest) * (w - nearest) - w * w;
        }
        return squared;
    }

    @Test
    void theErrorIsThatOfTheNearestAllowedTensor() {
        for (long seed = 0; seed < 10; seed++) {
            CpFit fit = fit(factors(seed));
            assertEquals(objective(factors(seed)), Math.pow(fit.relativeError() * fit.norm(), 2), 1e-11);
        }
    }

    /** Central differences of step h err by h²f‴/6 and ε f/h: about 1e-9 at h = 1e-5 for values of order one to ten. */
    @Test
    void theResidualProductIsMinusHalfTheGradient() {
        boolean clamped = false;
        boolean followed = false;
        for (long seed = 0; seed < 10; seed++) {
            Factors at = factors(seed);
            CpFit fit = fit(at);
            for (int p = 0; p < PATHS.size(); p++) {
                clamped |= !fit.weights().follows(p);
                followed |= fit.weights().follows(p);
            }
            double[][] d = direction(at, 100 + seed);
            double slope = (objective(moved(at, d, 1e-5)) - objective(moved(at, d, -1e-5))) / 2e-5;
            assertEquals(slope, -2 * dot(descentDirection(fit), d), 1e-6 * Math.max(1, Math.abs(slope)));
        }
        assertTrue(clamped && followed, "the starts do not test both kinds of weights");
    }

    /**
     * Where the residual is 0 the gradient's own derivative is JᵀPJ, so that a solution x of (JᵀPJ + μI)x = g must reproduce g.
     * One-sided differences of length h = 1e-7 err by h times a curvature of order one to ten, and by 1e-16/h.
     */
    @Test
    void theDirectStepSolvesTheProjectedSystem() {
        Factors exact = SpinMatrices.all(L).factors();
        CpFit fit = fit(exact);
        DMatrixRMaj[] normal = new DMatrixRMaj[3];
        for (int mode = 0; mode < 3; mode++) {
            normal[mode] = new DMatrixRMaj(exact.rank(), exact.rank());
            fit.normalMatrix(mode, normal[mode]);
        }
        DirectStep direct = new DirectStep(fit);
        direct.assemble(normal, new WeightTangents(fit));
        DMatrixRMaj[] right = blocks(fit);
        double[][] g = direction(exact, 3);
        DMatrixRMaj[] x = blocks(fit);
        double[][] solution = new double[3][];
        for (int mode = 0; mode < 3; mode++) {
            right[mode].data = g[mode];
        }
        assertTrue(direct.solve(0.1, right, x));
        for (int mode = 0; mode < 3; mode++) {
            solution[mode] = x[mode].data;
        }
        DMatrixRMaj[] moved = descentDirection(fit(moved(exact, solution, 1e-7)));
        for (int mode = 0; mode < 3; mode++) {
            for (int e = 0; e < g[mode].length; e++) {
                assertEquals(g[mode][e], -moved[mode].data[e] / 1e-7 + 0.1 * solution[mode][e], 2e-4);
            }
        }
    }

    /** M̂ is cubic along a line, so the second difference of any length is its second derivative. */
    @Test
    void curvatureIsTheSecondDerivativeSeenByTheGradient() {
        Factors at = factors(4);
        CpFit fit = fit(at);
        double[][] d = direction(at, 5);
        double[] ahead = moved(at, d, 1).toCoupling().dense();
        double[] here = at.toCoupling().dense();
        double[] behind = moved(at, d, -1).toCoupling().dense();
        double[] second = IntStream.range(0, here.length).mapToDouble(e -> ahead[e] - 2 * here[e] + behind[e]).toArray();
        Coupling units = fit.weights().sum();
        double[] along = new double[PATHS.size()];
        for (int t = 0; t < units.nonzeros(); t++) {
            along[fit.weights().pathOf(t)] += units.value(t) * second[(units.i(t) * 4 + units.j(t)) * 4 + units.k(t)];
        }
        for (int t = 0; t < units.nonzeros(); t++) {
            int p = fit.weights().pathOf(t);
            second[(units.i(t) * 4 + units.j(t)) * 4 + units.k(t)] -= fit.weights().follows(p) ? units.value(t) * along[p] : 0;
        }
        DMatrixRMaj[] step = blocks(fit);
        for (int mode = 0; mode < 3; mode++) {
            step[mode].data = d[mode];
        }
        DMatrixRMaj[] out = blocks(fit);
        new Curvature(fit).along(step, new WeightTangents(fit), out);
        for (int i = 0; i < 4; i++) {
            for (int r = 0; r < RANK; r++) {
                double sum = 0;
                for (int j = 0; j < 4; j++) {
                    for (int k = 0; k < 4; k++) {
                        sum += second[(i * 4 + j) * 4 + k] * at.get(1, j, r) * at.get(2, k, r);
                    }
                }
                assertEquals(sum, out[0].get(i, r), 1e-12 * Math.max(1, Math.abs(sum)) * 100);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 11, 30})
    void choleskySolves(int n) {
        SplittableRandom random = new SplittableRandom(n);
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        double[][] root = IntStream.range(0, n).mapToObj(_ -> random.doubles(n, -1, 1).toArray()).toArray(double[][]::new);
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? 0.1 : 0;
                for (int k = 0; k < n; k++) {
                    sum += root[k][i] * root[k][j];
                }
                matrix.set(i, j, sum);
                b[i] += sum * x[j];
            }
        }
        assertTrue(Cholesky.factorize(matrix));
        Cholesky.solve(matrix, b);
        for (int i = 0; i < n; i++) {
            // The condition number is below n²/0.1, for n = 30 about 1e4.
            assertEquals(x[i], b[i], 1e-11);
        }
    }

    @Test
    void choleskyRefusesAnIndefiniteMatrix() {
        assertEquals(false, Cholesky.factorize(new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}})));
        assertEquals(false, Cholesky.factorize(new DMatrixRMaj(new double[][] {{Double.NaN}})));
    }

    @Test
    void rangesHoldNoZeroAndAreFinite() {
        for (double[] range : new double[][] {{0, 1}, {-1, 1}, {2, 1}, {Double.NaN, 1}, {1, Double.NaN}, {1, Double.POSITIVE_INFINITY}}) {
            assertThrows(IllegalArgumentException.class, () -> new WeightRange(range[0], range[1]));
        }
        WeightRange range = new WeightRange(0.5, 2);
        assertEquals(-0.5, range.nearest(-0.1));
        assertEquals(0.5, range.nearest(0));
        assertEquals(0.5, range.nearest(-0.0));
        assertEquals(-2, range.nearest(-7));
        assertEquals(1.2, range.nearest(1.2));
    }
}
