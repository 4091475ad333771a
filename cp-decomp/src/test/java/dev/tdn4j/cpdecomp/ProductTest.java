package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.SolidHarmonics;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    /** Closed forms carry the rounding of at most a few thousand terms. */
    private static final double EXACT = 1e-13;

    private static void assertMistake(String named, Runnable mistake) {
        String message = assertThrows(IllegalArgumentException.class, mistake::run).getMessage();
        assertTrue(message.contains(named) && message.lines().count() == 1, message);
    }

    /**
     * The product of two polynomials on the sphere, evaluated: with degrees up to ⌊L/2⌋ in f and g, f·g has degrees up to L
     * and nothing is cut off. Components are for Σ_m Y² = 2l+1, so orthonormal ones are √4π smaller.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6})
    void theGauntProductMultipliesFunctions(int lmax) {
        Coupling m = CouplingSpec.gaunt(lmax).tensor();
        SplittableRandom random = new SplittableRandom(lmax);
        int few = (lmax / 2 + 1) * (lmax / 2 + 1);
        double[] f = random.doubles(few, -1, 1).toArray();
        double[] g = random.doubles(few, -1, 1).toArray();
        double[] product = new double[m.size(2)];
        for (int t = 0; t < m.nonzeros(); t++) {
            if (m.i(t) < few && m.j(t) < few) {
                product[m.k(t)] += m.value(t) * f[m.i(t)] * g[m.j(t)];
            }
        }
        for (double[] v : new double[][] {{0, 1, 0}, {0.6, 0, 0.8}, {-2 / 3.0, 1 / 3.0, 2 / 3.0}}) {
            assertEquals(at(f, lmax, v) * at(g, lmax, v), at(product, lmax, v), 1e-12);
        }
    }

    private static double at(double[] coefficients, int lmax, double[] v) {
        double[] y = new double[(lmax + 1) * (lmax + 1)];
        SolidHarmonics.values(lmax, v[0], v[1], v[2], y, 0);
        double sum = 0;
        for (int i = 0; i < coefficients.length; i++) {
            sum += coefficients[i] * y[i] / Math.sqrt(4 * Math.PI);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theGauntProductsClosedFormIsItsQuadrature(int lmax) {
        Decomposition found = ClosedForm.of(CouplingSpec.gaunt(lmax));
        assertEquals(PathFactors.METHOD, found.method());
        assertEquals(Quadrature.even(lmax).rank(), found.rank());
        assertTrue(found.relativeError() <= EXACT, found.relativeError() + "");
    }

    /** Counted: m = 0 couples (L+1)² pairs of degrees, each m > 0 couples (L+1−m)². */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6})
    void complexProductsTakeThreeRealOnes(int lmax) {
        So2Linear linear = new So2Linear(lmax);
        int complex = 0;
        for (int m = 1; m <= lmax; m++) {
            complex += (lmax + 1 - m) * (lmax + 1 - m);
        }
        assertEquals((lmax + 1) * (lmax + 1) + 2 * complex, linear.weights());
        assertEquals((lmax + 1) * (lmax + 1) + 3 * complex, linear.gaussRank());
        Decomposition gauss = linear.gauss();
        assertEquals(linear.gaussRank(), gauss.rank());
        assertEquals(0, gauss.relativeError());
        assertEquals((lmax + 1) * (lmax + 1) + 4 * complex, linear.tensor().nonzeros());
    }

    /** Eleven for twelve: at L = 4 the orders 1, 2, 3 have 4, 1 and 1 blocks of two degrees by two, so 115 − 6. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 7", "2, 23", "3, 56", "4, 109", "6, 303"})
    void complexTwoByTwoBlocksTakeElevenRealProducts(int lmax, int rank) {
        Decomposition found = new So2Linear(lmax).tetrahedral();
        assertEquals(rank, found.rank());
        assertEquals(rank, new So2Linear(lmax).tetrahedralRank());
        assertTrue(found.relativeError() <= EXACT, found.relativeError() + "");
    }

    @Test
    void fibresAreExactForEveryKind() {
        for (Product product : List.of(
                CouplingSpec.all(2), AlignedProduct.all(3), new So2Linear(2), new PlainTensor(Coupling.matrixProduct(3, 2)))) {
            Decomposition fibres = Decomposition.ofFibres(product);
            assertEquals(0, fibres.relativeError());
            assertTrue(fibres.rank() <= product.largestRank(), product.name());
        }
        assertEquals(81, CouplingSpec.all(2).largestRank());
        assertEquals(64, AlignedProduct.all(3).largestRank());
        // ⟨3,2,1⟩ has 6 non-zero entries, in 6 fibres along x or y or 3×2 of the others.
        assertEquals(6, Decomposition.ofFibres(new PlainTensor(Coupling.matrixProduct(3, 2))).rank());
    }

    @Test
    void plainTensorsAreDecomposed() {
        // 2×2 matrices: the seven products of Strassen.
        double[] dense = new double[64];
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                for (int c = 0; c < 2; c++) {
                    dense[((2 * a + b) * 4 + 2 * b + c) * 4 + 2 * a + c] = 1;
                }
            }
        }
        PlainTensor matrices = PlainTensor.of(new long[] {4, 4, 4}, dense);
        Decomposition seven = Decomposition.compute(matrices, new AlsOptions(7, 1, 1e-13, 1e-10, 20), _ -> {});
        assertTrue(seven.relativeError() <= 1e-10, seven.relativeError() + "");
        assertEquals("tensor-4x4x4", matrices.name());
        assertThrows(IllegalStateException.class, seven::spec);
        assertMistake("rank 17 is above 16", () -> Decomposition.compute(matrices, AlsOptions.of(17, 0), _ -> {}));
        assertMistake("at least 1, but is 0", () -> AlsOptions.of(0, 0));
        assertMistake("rank 17 is above 16", () -> Decomposition.compute(CouplingSpec.all(1), AlsOptions.of(17, 0), _ -> {}));
    }

    @Test
    void whatIsNoBilinearMapIsNamed() {
        assertMistake("3 dimensions [n1, n2, n3], but this has 2: [2, 2]", () -> PlainTensor.of(new long[] {2, 2}, new double[4]));
        assertMistake("entry [1, 0, 2] of the tensor is NaN", () -> PlainTensor.of(
                new long[] {2, 2, 3}, new double[] {1, 1, 1, 1, 1, 1, 1, 1, Double.NaN, 1, 1, 1}));
        assertMistake("entry [0, 1, 0] of the tensor is -Infinity", () -> PlainTensor.of(
                new long[] {1, 2, 1}, new double[] {1, Double.NEGATIVE_INFINITY}));
        assertMistake("zero tensor", () -> PlainTensor.of(new long[] {2, 2, 1}, new double[4]));
        assertMistake("sizes of at least 1, but has [2, 0, 2]", () -> PlainTensor.of(new long[] {2, 0, 2}, new double[0]));
        assertMistake("has 8 entries, but 7 are given", () -> PlainTensor.of(new long[] {2, 2, 2}, new double[7]));
        assertMistake("degree must be at least 0", () -> new So2Linear(-1));
    }

    @Test
    void theCacheTellsTensorsOfOneSizeApart(@TempDir Path folder) {
        PlainTensor one = PlainTensor.of(new long[] {1, 2, 2}, new double[] {1, 0, 0, 1});
        PlainTensor other = PlainTensor.of(new long[] {1, 2, 2}, new double[] {1, 0, 0, 2});
        AlsOptions options = AlsOptions.of(2, 0);
        FactorCache cache = new FactorCache(folder);
        Decomposition first = cache.decompose(one, options, _ -> {});
        Decomposition second = cache.decompose(other, options, _ -> {});
        assertNotEquals(first.factors(), second.factors());
        assertEquals(first, cache.decompose(one, options, _ -> fail()), "kept, sizes 1, 2 and 2 included");
        assertEquals(second, cache.decompose(other, options, _ -> fail()));
    }

    private static void fail() {
        throw new AssertionError("computed again");
    }

    /** The keys of sums of paths name their paths, as they did before there were other products. */
    @Test
    void keysNameTheProduct() {
        AlsOptions options = AlsOptions.of(8, 0);
        CouplingSpec spec = CouplingSpec.shared(1, List.of(new CouplingPath(1, 1, 0)));
        assertEquals(
                "als version " + Als.VERSION + " lmax 1 rank 8 seed 0 target 1.0E-14 acceptable 1.0E-12 starts 4 paths 1,1,0:1.0",
                FactorKey.of(spec, options));
        String aligned = FactorKey.of(AlignedProduct.all(1), options);
        assertTrue(aligned.startsWith("als version " + Als.VERSION + " product aligned-L1 rank 8 ") && aligned.contains(" values "), aligned);
        assertTrue(FactorKey.fileName(new So2Linear(2), options).startsWith("so2-L2-R8-"));
    }
}
