package dev.tdn4j.cpdecomp.invariant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.tensor.Degrees;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermGroupTest {

    /** Three products with orthogonal matrices of entries that are right to 1e-15. */
    private static final double ROUNDING = 1e-13;

    /** The tensor whose entry (i0, i1, i2) is moved as the map moves rank-one terms. */
    static double[] image(TermMap map, double[] tensor, int lmax) {
        int n = Degrees.components(lmax);
        double[] d = map.matrix(lmax);
        double[] image = tensor.clone();
        int[] stride = {n * n, n, 1};
        for (int axis = 0; axis < 3; axis++) {
            double[] turned = new double[image.length];
            for (int at = 0; at < image.length; at++) {
                int row = at / stride[axis] % n;
                for (int t = 0; t < n; t++) {
                    turned[at + (t - row) * stride[axis]] += d[t * n + row] * image[at];
                }
            }
            image = turned;
        }
        double[] moved = new double[image.length];
        for (int at = 0; at < image.length; at++) {
            int[] index = {at / (n * n), at / n % n, at % n};
            moved[(index[map.axes()[0]] * n + index[map.axes()[1]]) * n + index[map.axes()[2]]] =
                    map.signs()[0] * map.signs()[1] * map.signs()[2] * image[at];
        }
        return moved;
    }

    @ParameterizedTest
    @CsvSource({"1,T,false", "2,D3,false", "2,Td,false", "3,C4,false", "2,C2v,true", "2,Th,true", "3,S4,true"})
    void keepsTheTensor(int lmax, String point, boolean even) {
        TermGroup group = new TermGroup(lmax, point, even);
        double[] m = (even ? CouplingSpec.even(lmax) : CouplingSpec.all(lmax)).tensor().dense();
        for (int e = 0; e < group.order(); e++) {
            assertArrayEquals(m, image(group.element(e), m, lmax), ROUNDING, point + " " + group.element(e).unsigned());
        }
    }

    /** Cyclic exchange of three axes of n: (n³ + 2n)/3 invariants; all exchanges: n(n+1)(n+2)/6. */
    @Test
    void invariantsOfExchangesAreCounted() {
        assertEquals((729 + 18) / 3, new TermGroup(2, "C1", false).invariants());
        assertEquals(9 * 10 * 11 / 6, new TermGroup(2, "C1", true).invariants());
    }

    /** The trace of the mean over the group, which is a projector, counts what it keeps. */
    @ParameterizedTest
    @CsvSource({"D2,false", "C3v,false", "S2,true", "C2h,true"})
    void invariantsAreWhatTheMeanKeeps(String point, boolean even) {
        TermGroup group = new TermGroup(1, point, even);
        double trace = 0;
        for (int at = 0; at < 64; at++) {
            double[] unit = new double[64];
            unit[at] = 1;
            for (int e = 0; e < group.order(); e++) {
                trace += image(group.element(e), unit, 1)[at] / group.order();
            }
        }
        assertEquals(trace, group.invariants(), ROUNDING * 64);
    }

    @Test
    void cosetsOfASubgroupMakeTheGroup() {
        TermGroup group = new TermGroup(1, "D3", false);
        assertEquals(18, group.order());
        for (int[] generators : group.subgroups()) {
            List<TermMap> subgroup = TermMap.closure(group.element(generators[0]), group.element(generators[1]));
            List<TermMap> cosets = group.cosets(subgroup);
            assertEquals(group.order(), cosets.size() * subgroup.size());
            assertEquals(group.order(), cosets.stream()
                    .flatMap(g -> subgroup.stream().map(g::after))
                    .map(TermMap::unsigned)
                    .distinct()
                    .count());
        }
        assertTrue(group.subgroups().size() >= 6, "D3 × C3 has the subgroups 1, C2, three kinds of C3, D3, …");
    }

    @Test
    void signsMultiply() {
        TermMap turn = TermMap.of(new double[] {0, -1, 0, 1, 0, 0, 0, 0, 1}, 1, 2, 0).with(-1, -1, 1);
        assertEquals(12, TermMap.closure(turn).size());
        assertEquals(1, turn.determinant());
        assertEquals(1, turn.parity());
        assertEquals(-1, TermMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, -1}, 1, 0, 2).parity());
        assertEquals(-1, TermMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, -1}, 1, 0, 2).determinant());
    }
}
