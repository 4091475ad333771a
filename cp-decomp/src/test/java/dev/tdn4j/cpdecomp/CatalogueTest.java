package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    private static final long MOST_BYTES = 2_500_000;

    static Stream<CatalogueEntry> entries() {
        return Catalogue.entries().stream();
    }

    /**
     * The residual once more from the exact coefficients, without the code that measured it. Both sum n³ differences of
     * numbers near 1, each off by at most R + 2 roundings.
     */
    @ParameterizedTest
    @MethodSource("entries")
    void everyResidualIsAsStated(CatalogueEntry entry) {
        Decomposition d = Catalogue.load(entry);
        assertEquals(entry, CatalogueEntry.of(d));
        assertEquals(residual(d.spec().tensor(), d.factors()), entry.relativeError(), 1e-13);
    }

    private static double residual(Coupling target, Factors f) {
        double[] rest = target.dense();
        int n = target.size(0);
        double whole = 0;
        for (double value : rest) {
            whole += value * value;
        }
        for (int r = 0; r < f.rank(); r++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double product = f.get(0, i, r) * f.get(1, j, r);
                    for (int k = 0; k < n; k++) {
                        rest[(i * n + j) * n + k] -= product * f.get(2, k, r);
                    }
                }
            }
        }
        double squared = 0;
        for (double value : rest) {
            squared += value * value;
        }
        return Math.sqrt(squared / whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void thePapersRanksAreThere(int lmax) {
        for (CouplingSpec spec : List.of(CouplingSpec.all(lmax), CouplingSpec.even(lmax))) {
            Decomposition d = Catalogue.find(spec, RankSchedule.QUADRATIC.rank(lmax)).orElseThrow();
            assertEquals(spec, d.spec());
            // DESIGN: 0.06 and less at all paths; 0.066 is the most that a good start may end at.
            assertTrue(d.relativeError() <= 0.066, d.relativeError() + " at L = " + lmax);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void exactFactorsAreThere(int lmax) {
        for (CouplingSpec spec : List.of(CouplingSpec.all(lmax), CouplingSpec.even(lmax))) {
            CatalogueEntry entry = Catalogue.smallestExact(spec).orElseThrow();
            assertTrue(entry.isExact());
            assertEquals(ExactRank.of(spec), entry.rank());
            assertEquals(spec, Catalogue.load(entry).spec());
        }
    }

    /** The shipped ones are those that the code makes, at degrees where that takes no time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void quadratureIsShippedAsItIs(int lmax) {
        Decomposition all = Catalogue.find(Quadrature.METHOD, CatalogueEntry.PathSet.ALL, lmax).orElseThrow();
        assertEquals(Quadrature.all(lmax).rank(), all.rank());
        Decomposition even = Catalogue.find(Quadrature.METHOD, CatalogueEntry.PathSet.EVEN, lmax).orElseThrow();
        assertEquals(Quadrature.even(lmax).rank(), even.rank());
        assertTrue(all.relativeError() <= 1e-12 && even.relativeError() <= 1e-12);
    }

    @Test
    void allTogetherIsSmall() {
        long bytes = entries().mapToLong(e -> Catalogue.resource(e.file()).length).sum();
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    }

    @Test
    void noTensorHasTwoEntriesOfOneRank() {
        Set<String> seen = new HashSet<>();
        assertTrue(entries().allMatch(e -> seen.add(e.file())));
        for (CatalogueEntry entry : Catalogue.entries()) {
            List<Integer> ranks = Catalogue.find(Catalogue.load(entry).spec()).stream().map(Decomposition::rank).toList();
            assertEquals(ranks.stream().sorted().distinct().toList(), ranks);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertTrue(Catalogue.find(CouplingSpec.all(1), 3).isEmpty());
        assertTrue(Catalogue.find(CouplingSpec.all(9)).isEmpty());
        CouplingSpec some = CouplingSpec.shared(2, CouplingSpec.all(1).paths());
        assertFalse(Catalogue.smallestExact(some).isPresent());
        assertTrue(Catalogue.find(some).isEmpty());
    }
}
