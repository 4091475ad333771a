package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PathFactorsProperties {

    private static final double EXACT = 1e-12;

    /** Normal weights, of which a share is 0: both dense and sparse maps. */
    private static CouplingSpec random(int lmax, boolean even, double zeros, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CouplingPath> paths = even ? CouplingPath.even(lmax) : CouplingPath.all(lmax);
        List<Double> weights = paths.stream()
                .map(path -> path.l3() > 0 && random.nextDouble() < zeros ? 0.0 : random.nextGaussian())
                .toList();
        return new CouplingSpec(lmax, paths, weights);
    }

    @Property(tries = 40)
    void everyMapHasExactFactors(
            @ForAll @IntRange(min = 0, max = 4) int lmax,
            @ForAll boolean even,
            @ForAll @IntRange(max = 9) int zeros,
            @ForAll long seed) {
        CouplingSpec spec = random(lmax, even, zeros / 10.0, seed);
        Decomposition d = PathFactors.exact(spec);
        assertTrue(d.relativeError() <= EXACT, d.relativeError() + " for " + spec);
        assertTrue(d.rank() <= Math.pow(lmax + 1, 4), d.rank() + " for " + spec);
        double[] weights = spec.weights().stream().mapToDouble(w -> w).toArray();
        assertArrayEquals(weights, PathWeights.of(d.factors(), lmax, spec.paths()), EXACT * spec.tensor().norm());
        double sampled = EquivarianceError.sampled(d.factors(), 20, seed);
        assertTrue(sampled <= EquivarianceError.bound(d) && sampled <= 1e-11 * spec.tensor().norm(), "sampled " + sampled);
    }

    /** Each path has at most the fibres along its largest dimension. */
    @Property(tries = 20)
    void pathsOneByOneAreExactToo(@ForAll @IntRange(min = 0, max = 3) int lmax, @ForAll long seed) {
        CouplingSpec spec = random(lmax, false, 0, seed);
        Decomposition d = PathFactors.perPath(spec);
        assertTrue(d.relativeError() <= EXACT, d.relativeError() + " for " + spec);
        int most = spec.paths().stream()
                .mapToInt(p -> (2 * p.l1() + 1) * (2 * p.l2() + 1) * (2 * p.l3() + 1)
                        / (2 * Math.max(p.l1(), Math.max(p.l2(), p.l3())) + 1))
                .sum();
        assertTrue(d.rank() <= most, d.rank() + " above " + most);
    }

    /** Weights that are products of scales take one copy, whatever the signs. */
    @Property(tries = 10)
    void productsOfScalesCostNoRank(@ForAll @IntRange(min = 3, max = 4) int lmax, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] scales = new double[3][lmax + 1];
        for (double[] scale : scales) {
            for (int l = 0; l <= lmax; l++) {
                scale[l] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.3, 3);
            }
        }
        Decomposition quadrature = Quadrature.even(lmax);
        CouplingSpec scaled = PathWeights.nearest(new DegreeScales(scales).apply(quadrature.factors()), lmax);
        assertEquals(quadrature.rank(), PathFactors.exact(scaled).rank());
    }

    @Example
    void onePathTakesItsFibres() {
        CouplingSpec cross = new CouplingSpec(1, List.of(new CouplingPath(1, 1, 1)), List.of(2.0));
        assertEquals(6, PathFactors.exact(cross).rank());
        CouplingSpec dot = new CouplingSpec(1, List.of(new CouplingPath(1, 1, 0)), List.of(-1.0));
        assertEquals(3, PathFactors.exact(dot).rank());
        assertEquals(0, PathFactors.exact(dot).relativeError());
    }

    @Example
    void theSameMapHasTheSameFactors() {
        CouplingSpec spec = random(3, false, 0, 3);
        assertEquals(PathFactors.exact(spec).factors(), PathFactors.exact(spec).factors());
    }

    @Example
    void ranksAreThosePromised() {
        int[] shared = {16, 67, 242, 579};
        int[] single = {16, 113, 467, 1476};
        for (int lmax = 1; lmax <= 4; lmax++) {
            CouplingSpec spec = random(lmax, false, 0, lmax);
            assertTrue(PathFactors.exact(spec).rank() <= shared[lmax - 1], spec.toString());
            assertEquals(single[lmax - 1], PathFactors.perPath(spec).rank(), spec.toString());
        }
    }

    @Example
    void theZeroMapIsRefused() {
        List<CouplingPath> paths = CouplingPath.all(1);
        CouplingSpec zero = new CouplingSpec(1, paths, Collections.nCopies(paths.size(), 0.0));
        assertThrows(IllegalArgumentException.class, () -> PathFactors.exact(zero));
        assertThrows(IllegalArgumentException.class, () -> PathFactors.perPath(zero));
    }
}
