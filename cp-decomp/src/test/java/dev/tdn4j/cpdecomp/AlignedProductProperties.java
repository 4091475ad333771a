package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.RandomRotation;
import dev.tdn4j.cg.WignerD;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class AlignedProductProperties {

    /** Sums of up to n² = 625 products of numbers around 10, each rounded to 1e-16 of its size. */
    private static final double ROUNDING = 1e-11;

    private static double[] apply(Coupling m, double[] x, double[] y) {
        double[] out = new double[m.size(2)];
        for (int t = 0; t < m.nonzeros(); t++) {
            out[m.k(t)] += m.value(t) * x[m.i(t)] * y[m.j(t)];
        }
        return out;
    }

    private static double[] multiply(double[] d, double[] x, boolean transposed) {
        int n = x.length;
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out[i] += (transposed ? d[j * n + i] : d[i * n + j]) * x[j];
            }
        }
        return out;
    }

    /** A rotation R takes the edge to the polar axis; D(R)ᵀ · aligned(D(R) x) is the product with the edge's own harmonics. */
    @Property(tries = 40)
    void rotatingBackGivesTheWholeProduct(@ForAll @IntRange(max = 4) int lmax, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rotation = RandomRotation.next(random);
        double[] x = random.doubles(Degrees.components(lmax), -1, 1).toArray();
        // The second row of R is Rᵀ(0, 1, 0): the edge that R turns to the polar axis.
        double[] y = new double[x.length];
        SolidHarmonics.values(lmax, rotation[3], rotation[4], rotation[5], y, 0);
        double[] alongAxis = new double[x.length];
        SolidHarmonics.values(lmax, 0, 1, 0, alongAxis, 0);
        double[] orderZero = new double[lmax + 1];
        for (int l = 0; l <= lmax; l++) {
            orderZero[l] = alongAxis[Degrees.index(l, 0)];
            assertEquals(Math.sqrt(2 * l + 1), orderZero[l], ROUNDING);
        }
        double[] d = WignerD.matrix(lmax, rotation);
        double[] aligned = apply(AlignedProduct.all(lmax).tensor(), multiply(d, x, false), orderZero);
        assertArrayEquals(apply(CouplingSpec.all(lmax).tensor(), x, y), multiply(d, aligned, true), ROUNDING);
    }

    @Property(tries = 5)
    void ordersCoupleToThemselvesOnEvenPathsAndToTheirOppositesOnOddOnes(@ForAll @IntRange(max = 4) int lmax) {
        Coupling m = AlignedProduct.all(lmax).tensor();
        double[] dense = m.dense();
        int n = m.size(0);
        assertTrue(m.nonzeros() > 0);
        for (int t = 0; t < m.nonzeros(); t++) {
            int m1 = Degrees.order(m.i(t));
            boolean even = (Degrees.degree(m.i(t)) + m.j(t) + Degrees.degree(m.k(t))) % 2 == 0;
            assertEquals(even ? m1 : -m1, Degrees.order(m.k(t)));
            int mirrored = ((m.i(t) - 2 * m1) * m.size(1) + m.j(t)) * n + m.k(t) - (even ? 2 : -2) * m1;
            assertEquals(even ? m.value(t) : -m.value(t), dense[mirrored], 1e-15);
        }
    }

    @Property(tries = 30)
    void theFreeMapCommutesWithRotationsAboutThePolarAxis(
            @ForAll @IntRange(max = 4) int lmax, @ForAll @DoubleRange(max = 6.3) double angle, @ForAll long seed) {
        So2Linear linear = new So2Linear(lmax);
        Coupling m = linear.tensor();
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(m.size(0), -1, 1).toArray();
        double[] weights = random.doubles(m.size(1), -1, 1).toArray();
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double[] d = WignerD.matrix(lmax, new double[] {c, 0, s, 0, 1, 0, -s, 0, c});
        assertArrayEquals(
                multiply(d, apply(m, x, weights), false), apply(m, multiply(d, x, false), weights), ROUNDING);
    }

    /** Every slice of the aligned product is the free map with some weights: read off at x, compared everywhere. */
    @Property(tries = 20)
    void theAlignedProductIsAFreeMap(@ForAll @IntRange(max = 4) int lmax, @ForAll @IntRange(max = 4) int slice) {
        Coupling aligned = AlignedProduct.all(lmax).tensor();
        Coupling free = new So2Linear(lmax).tensor();
        int l2 = Math.min(slice, lmax);
        int n = aligned.size(0);
        double[] dense = aligned.dense();
        double[] projected = new double[n * n];
        // The slices of the free map are orthogonal; each has as many entries ±1 as its order has signs.
        double[] weight = new double[free.size(1)];
        int[] entries = new int[free.size(1)];
        for (int t = 0; t < free.nonzeros(); t++) {
            weight[free.j(t)] += free.value(t) * dense[(free.i(t) * (lmax + 1) + l2) * n + free.k(t)];
            entries[free.j(t)]++;
        }
        for (int t = 0; t < free.nonzeros(); t++) {
            projected[free.i(t) * n + free.k(t)] += free.value(t) * weight[free.j(t)] / entries[free.j(t)];
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                assertEquals(dense[(i * (lmax + 1) + l2) * n + k], projected[i * n + k], 1e-15);
            }
        }
    }
}
