package dev.tdn4j.cpdecomp.bounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cg.RandomRotation;
import dev.tdn4j.cg.WignerD;
import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EquivarianceErrorProperties {

    private static final Map<String, Decomposition> MADE = new ConcurrentHashMap<>();

    /** Shipped factors need no folder. */
    private static final Path UNUSED = Path.of("target", "unused");

    /** One quick start, good or bad: the bound must hold for either. */
    private static Decomposition quick(int lmax, int rank, long seed) {
        return MADE.computeIfAbsent(
                lmax + " " + rank + " " + seed,
                _ -> Decomposition.compute(CouplingSpec.all(lmax), new AlsOptions(rank, seed, 1e-3, 0, 1), _ -> {}));
    }

    @Property(tries = 60)
    void sampledErrorStaysBelowTheBound(
            @ForAll @IntRange(min = 1, max = 3) int lmax,
            @ForAll @IntRange(min = 0, max = 3) int size,
            @ForAll @IntRange(max = 2) int start,
            @ForAll long samples) {
        int rank = new int[][] {{4, 6, 7, 8}, {5, 16, 24, 33}, {3, 9, 21, 30}}[lmax - 1][size];
        Decomposition d = quick(lmax, rank, start);
        double sampled = EquivarianceError.sampled(d.factors(), 50, samples);
        assertTrue(sampled <= EquivarianceError.bound(d), () -> sampled + " above the bound of " + d);
        // The bound is not so loose that nothing could fail it.
        assertTrue(sampled >= EquivarianceError.bound(d) / 1000, () -> sampled + " far below the bound of " + d);
    }

    @Property(tries = 60)
    void roundingOfExactFactorsStaysBelowTheBound(@ForAll @IntRange(min = 1, max = 3) int lmax, @ForAll long samples) {
        Decomposition d = MADE.computeIfAbsent("exact " + lmax, _ -> new FactorCache(UNUSED).exact(lmax, _ -> {}));
        double sampled = EquivarianceError.sampled(d.factors(), 50, samples);
        assertTrue(sampled <= EquivarianceError.bound(d), () -> sampled + " above the bound of " + d);
        assertTrue(EquivarianceError.bound(d) < 1e-9, "the allowance hides real errors");
    }

    @Property(tries = 20)
    void meanIsThatOfSamples(@ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 3, max = 6) int rank) {
        Factors factors = quick(lmax, rank, 0).factors();
        int n = Degrees.components(lmax);
        double[] m = factors.toCoupling().dense();
        SplittableRandom random = new SplittableRandom(lmax * 100L + rank);
        int samples = 400;
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < samples; s++) {
            // E‖ε‖² over normal x, y at one rotation is ‖M̂ − rotated M̂‖²: only the rotation is sampled.
            double distance = distance(m, rotated(m, WignerD.matrix(lmax, RandomRotation.next(random)), n));
            sum += distance;
            squares += distance * distance;
        }
        double mean = sum / samples;
        double standardError = Math.sqrt((squares / samples - mean * mean) / samples);
        // Five standard errors: a correct formula fails once in two million seeds, and these seeds are fixed.
        assertEquals(mean, EquivarianceError.meanSquare(factors), 5 * standardError);
    }

    @Property(tries = 10)
    void meanIsTheProjectionFormulaOfTheDesign(@ForAll @IntRange(min = 1, max = 3) int lmax) {
        Factors factors = quick(lmax, 7, 0).factors();
        Coupling approximate = factors.toCoupling();
        double[] m = approximate.dense();
        double expected = approximate.norm() * approximate.norm();
        for (var path : CouplingSpec.all(lmax).paths()) {
            double[] c = CouplingTensor.of(lmax, List.of(path), new double[] {1}).dense();
            double component = 0;
            for (int t = 0; t < m.length; t++) {
                component += m[t] * c[t];
            }
            expected -= component * component;
        }
        assertEquals(2 * expected, EquivarianceError.meanSquare(factors), 1e-12 * approximate.norm() * approximate.norm());
    }

    @Example
    void exactFactorsHaveNoMeanError() {
        Factors exact = new FactorCache(UNUSED).exact(2, _ -> {}).factors();
        // ‖M‖² = 15, relative residual 1e-12 squared, times 2.
        assertTrue(EquivarianceError.meanSquare(exact) <= 30e-24);
    }

    @Example
    void refusesUnequalSpaces() {
        Factors factors = new Factors(1, new double[4], new double[9], new double[4]);
        assertThrows(IllegalArgumentException.class, () -> EquivarianceError.sampled(factors, 1, 0));
    }

    private static double distance(double[] a, double[] b) {
        double squared = 0;
        for (int t = 0; t < a.length; t++) {
            squared += (a[t] - b[t]) * (a[t] - b[t]);
        }
        return squared;
    }

    /** Σ D_ai D_bj D_ck M_ijk, one axis after the other; each pass rotates the last axis to the front. */
    private static double[] rotated(double[] m, double[] d, int n) {
        double[] from = m;
        for (int axis = 0; axis < 3; axis++) {
            double[] to = new double[from.length];
            for (int rest = 0; rest < n * n; rest++) {
                for (int row = 0; row < n; row++) {
                    for (int k = 0; k < n; k++) {
                        to[row * n * n + rest] += d[row * n + k] * from[rest * n + k];
                    }
                }
            }
            from = to;
        }
        return from;
    }
}
