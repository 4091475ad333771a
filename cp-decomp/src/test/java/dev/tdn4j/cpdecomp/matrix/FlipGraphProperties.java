package dev.tdn4j.cpdecomp.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FlipGraphProperties {

    private static final SchemeCombinations NONE = new SchemeCombinations(List.of());

    /** Brent's equations modulo 2 in the trace form: bit (a·B + b)·C + c is the parity of the terms with these entries. */
    private static long[] tensor(List<FlipGraph.Term> terms) {
        long[] tensor = new long[64 * 64];
        for (FlipGraph.Term term : terms) {
            for (long x = term.x(); x != 0; x &= x - 1) {
                for (long y = term.y(); y != 0; y &= y - 1) {
                    tensor[64 * Long.numberOfTrailingZeros(x) + Long.numberOfTrailingZeros(y)] ^= term.w();
                }
            }
        }
        return tensor;
    }

    @Property(tries = 100)
    void stepsKeepTheTensor(
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 2, max = 4) int inner,
            @ForAll @IntRange(min = 1, max = 4) int columns,
            @ForAll long seed) {
        List<FlipGraph.Term> start = MatrixScheme.naive(rows, inner, columns).modulo2();
        assertStepsKeepTheTensor(start, false, seed);
    }

    @Property(tries = 100)
    void cyclicStepsKeepTheTensor(
            @ForAll @IntRange(min = 1, max = 3) int first, @ForAll @IntRange(min = 1, max = 2) int second, @ForAll long seed) {
        assertStepsKeepTheTensor(MatrixScheme.ofProjectors(first, second).modulo2(), true, seed);
    }

    private static void assertStepsKeepTheTensor(List<FlipGraph.Term> start, boolean cyclic, long seed) {
        FlipGraph graph = new FlipGraph(start, cyclic, 4);
        SplittableRandom random = new SplittableRandom(seed);
        long[] tensor = tensor(start);
        for (int step = 0; step < 3000; step++) {
            graph.flip(random);
            if (step % 100 == 0) {
                graph.plus(random);
            }
            if (step % 10 == 0) {
                assertArrayEquals(tensor, tensor(graph.allTerms()), "after step " + step);
                assertEquals(graph.rank(), graph.allTerms().size());
            }
        }
    }

    @Property(tries = 20)
    void startsOfProjectorsAndSumsAreCyclicAndExact(
            @ForAll @IntRange(min = 1, max = 3) int first, @ForAll @IntRange(min = 1, max = 3) int second) {
        for (MatrixScheme start : List.of(MatrixScheme.ofProjectors(first, second), NONE.cyclicSum(first, second))) {
            assertTrue(start.isExact());
            assertTrue(start.isCyclic());
        }
    }

    @Example
    void aCyclicWalkNeedsACyclicStart() {
        List<FlipGraph.Term> start = MatrixScheme.naive(2, 2, 2).modulo2();
        assertThrows(IllegalArgumentException.class, () -> new FlipGraph(start.subList(0, 5), true, 0));
    }

    @Example
    void strassensRankIsFound() {
        for (String start : List.of("textbook", "projectors:2")) {
            MatrixScheme found = new SchemeSearch(2, 2, 2, start, 1, 100_000).run(NONE, 7).orElseThrow().scheme();
            assertEquals(7, found.rank());
            assertTrue(found.isExact());
        }
    }

    @Example
    void ladermansRankIsFoundAgainByTheSameSearch() {
        SchemeSearch search = new SchemeSearch(3, 3, 3, "projectors:2,1", 1, 1_000_000);
        SchemeSearch.Found found = search.run(NONE, 23).orElseThrow();
        assertEquals(23, found.scheme().rank());
        assertTrue(found.scheme().isExact());
        assertTrue(found.scheme().isCyclic());
        SchemeSearch.Found again = search.run(NONE, 23).orElseThrow();
        assertEquals(found.steps(), again.steps());
        assertArrayEquals(found.scheme().x(), again.scheme().x());
        assertArrayEquals(found.scheme().z(), again.scheme().z());
    }

    /** One flip of the textbook scheme makes at most two products meet: what holds modulo 4 then holds in integers. */
    @Property(tries = 100)
    void signsOfAFlippedSchemeAreFound(
            @ForAll @IntRange(min = 1, max = 4) int rows, @ForAll @IntRange(min = 2, max = 4) int inner, @ForAll long seed) {
        FlipGraph graph = new FlipGraph(MatrixScheme.naive(rows, inner, 3).modulo2(), false, 0);
        SplittableRandom random = new SplittableRandom(seed);
        assertTrue(graph.flip(random));
        SignLifting lifting = new SignLifting(rows, inner, 3, graph);
        assertTrue(lifting.isSolvable());
        MatrixScheme scheme = lifting.draw(random).orElseThrow();
        assertEquals(Set.copyOf(graph.allTerms()), Set.copyOf(scheme.modulo2()));
    }

    @Example
    void aWrongSignIsNotExact() {
        MatrixScheme scheme = MatrixScheme.naive(2, 3, 2);
        assertTrue(scheme.isExact());
        scheme.z()[4][0] = -1;
        assertFalse(scheme.isExact());
    }
}
