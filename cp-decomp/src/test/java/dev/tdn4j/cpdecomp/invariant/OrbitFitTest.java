package dev.tdn4j.cpdecomp.invariant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.tensor.Coupling;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrbitFitTest {

    private static final double STEP = 1e-5;
    /** Differences of a quantity of order 1 round by 1e-16/STEP; the third derivative times STEP² is of the same order. */
    private static final double DIFFERENCE = 1e-8;

    private static OrbitFit fit(Coupling m, String point, boolean even) {
        List<OrbitType> types = OrbitType.all(new TermGroup(1, point, even));
        OrbitFit fit = new OrbitFit(m, types);
        fit.random(0.5, new SplittableRandom(1));
        return fit;
    }

    private static Coupling unit(boolean even) {
        return (even ? CouplingSpec.even(1) : CouplingSpec.all(1)).tensor();
    }

    private static double[] moved(double[] parameters, int at, double by) {
        double[] moved = parameters.clone();
        moved[at] += by;
        return moved;
    }

    @ParameterizedTest
    @CsvSource({"C1,false", "C2,false", "D2,false", "C3,false", "Td,false", "C1,true", "C2v,true"})
    void sumsOfOrbitsAreInvariant(String point, boolean even) {
        TermGroup group = new TermGroup(1, point, even);
        for (OrbitType type : OrbitType.all(group)) {
            OrbitFit fit = new OrbitFit(unit(even), List.of(type));
            fit.random(0.5, new SplittableRandom(2));
            assertEquals(type.size(), fit.factors().rank());
            double[] sum = fit.factors().toCoupling().dense();
            double largest = fit.factors().toCoupling().norm();
            assertTrue(largest > 0);
            for (int e = 0; e < group.order(); e++) {
                assertArrayEquals(sum, TermGroupTest.image(group.element(e), sum, 1), 1e-13 * (1 + largest));
            }
        }
    }

    /** One exchange group: orbits of three terms with 3n parameters, and of one term a ∘ a ∘ a with n. */
    @Test
    void kindsOfOrbitsOfCyclicExchange() {
        List<OrbitType> types = OrbitType.all(new TermGroup(2, "C1", false));
        assertEquals(List.of(3, 1), types.stream().map(OrbitType::size).toList());
        assertEquals(List.of(27, 9), types.stream().map(OrbitType::dimension).toList());
        assertEquals(List.of(25, 9), types.stream().map(OrbitType::freedom).toList());
        // 9·10·11/6 symmetric tensors.
        assertEquals(165 / 9 + 1, types.get(1).most());
    }

    @ParameterizedTest
    @CsvSource({"C1,false", "C2,false", "C3v,false", "C2v,true"})
    void gradientIsThatOfDifferences(String point, boolean even) {
        OrbitFit fit = fit(unit(even), point, even);
        double[] at = fit.parameters();
        fit.error();
        double[] gradient = fit.gradient();
        for (int t = 0; t < at.length; t++) {
            fit.set(moved(at, t, STEP));
            double above = Math.pow(fit.error(), 2);
            fit.set(moved(at, t, -STEP));
            double below = Math.pow(fit.error(), 2);
            assertEquals((below - above) / (4 * STEP), gradient[t], DIFFERENCE * (1 + Math.abs(gradient[t])));
        }
    }

    @ParameterizedTest
    @CsvSource({"C1,false", "C2,false", "C3v,false", "C2v,true"})
    void normalMatrixIsThatOfDifferences(String point, boolean even) {
        OrbitFit fit = fit(unit(even), point, even);
        double[] at = fit.parameters();
        DMatrixRMaj normal = fit.normalMatrix();
        DMatrixRMaj jacobian = new DMatrixRMaj(64, at.length);
        for (int t = 0; t < at.length; t++) {
            fit.set(moved(at, t, STEP));
            double[] above = fit.factors().toCoupling().dense();
            fit.set(moved(at, t, -STEP));
            double[] below = fit.factors().toCoupling().dense();
            for (int row = 0; row < 64; row++) {
                jacobian.set(row, t, (above[row] - below[row]) / (2 * STEP));
            }
        }
        DMatrixRMaj product = new DMatrixRMaj(at.length, at.length);
        CommonOps_DDRM.multInner(jacobian, product);
        assertArrayEquals(product.data, normal.data, DIFFERENCE * (1 + CommonOps_DDRM.elementMaxAbs(product)));
    }

    @Test
    void errorIsThatOfTheFactors() {
        Coupling m = unit(false);
        OrbitFit fit = fit(m, "C2", false);
        assertEquals(Als.relativeError(m, fit.factors()), fit.error() / m.norm(), 1e-14);
    }

    @Test
    void ranksAreThoseOfKnownMatrices() {
        SplittableRandom random = new SplittableRandom(3);
        for (int rank = 0; rank <= 7; rank++) {
            DMatrixRMaj columns = new DMatrixRMaj(7, Math.max(1, rank), true, random.doubles(7L * Math.max(1, rank), -1, 1).toArray());
            CommonOps_DDRM.scale(rank == 0 ? 0 : 1, columns);
            DMatrixRMaj gram = new DMatrixRMaj(7, 7);
            CommonOps_DDRM.multOuter(columns, gram);
            assertEquals(rank, OrbitChoice.rank(gram));
        }
    }
}
