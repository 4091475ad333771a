package dev.tdn4j.tdn.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.products.Algorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Conclusions from times that are known power laws. */
class FindingsTest {

    private static final Subject SPARSE = new Subject(Setting.SHARED, Algorithm.SPARSE, Source.ALL);
    private static final Subject MATRIX = new Subject(Setting.SHARED, Algorithm.MATRIX, Source.ALL);
    private static final Subject CP = new Subject(Setting.SHARED, Algorithm.CP, Source.ALL);
    private static final Subject NODE_MATRIX = new Subject(Setting.NEIGHBOURS, Algorithm.MATRIX, Source.ALL);
    private static final Subject NODE_MATRIX_EVEN = new Subject(Setting.NEIGHBOURS, Algorithm.MATRIX, Source.EVEN);
    private static final Subject NODE_CP = new Subject(Setting.NEIGHBOURS, Algorithm.CP, Source.ALL);

    private static List<Row> rows(Subject subject, Part part, int lmax, IntToDoubleFunction time) {
        List<Row> rows = new ArrayList<>();
        for (int l = 1; l <= lmax; l++) {
            double t = time.applyAsDouble(l + 1);
            rows.add(new Row(subject, Direction.FORWARD, part, l, Math.pow(l + 1, 4), new Spread(t, t, t), 0.5));
        }
        return rows;
    }

    /** 3x³ = x⁴ at x = 3: from L = 3 on the cubic one is faster, at L = 2 they are equal. */
    private static Findings ofProducts() {
        List<Row> rows = new ArrayList<>(rows(SPARSE, Part.WHOLE, 6, x -> Math.pow(x, 4)));
        rows.addAll(rows(MATRIX, Part.WHOLE, 6, x -> 3 * Math.pow(x, 3)));
        rows.addAll(rows(CP, Part.WHOLE, 6, x -> 6 * Math.pow(x, 3)));
        return Findings.of(6, rows, Map.of());
    }

    @Test
    void exponentsAreThoseOfTheLawsOverTheUpperHalf() {
        List<Exponent> exponents = ofProducts().exponents();
        assertEquals(3, exponents.size());
        assertEquals(4, exponents.get(0).time(), 1e-12);
        assertEquals(3, exponents.get(1).time(), 1e-12);
        for (Exponent exponent : exponents) {
            assertEquals(4, exponent.operations(), 1e-12);
            assertEquals(3, exponent.from());
            assertEquals(6, exponent.to());
        }
    }

    @Test
    void aCurveWithOneRowHasNoExponent() {
        assertTrue(Findings.of(2, rows(SPARSE, Part.WHOLE, 1, x -> 1), Map.of()).exponents().isEmpty());
    }

    @Test
    void theSlowerAtSmallDegreesOvertakes() {
        List<Crossover> crossovers = ofProducts().crossovers();
        assertEquals(Set.of(
                new Crossover(Direction.FORWARD, MATRIX, SPARSE, 3),
                new Crossover(Direction.FORWARD, CP, SPARSE, 6)), Set.copyOf(crossovers));
    }

    @Test
    void theFastestIsNamedWithTheDistanceOfCp() {
        List<Winner> winners = ofProducts().winners();
        assertEquals(6, winners.size());
        assertEquals(new Winner(Direction.FORWARD, 1, SPARSE, 16, OptionalDouble.of(3)), winners.get(0));
        assertEquals(new Winner(Direction.FORWARD, 6, MATRIX, 3 * 343, OptionalDouble.of(2)), winners.get(5));
    }

    @Test
    void productsOfOtherPathsAreNotCompared() {
        List<Row> rows = new ArrayList<>(rows(NODE_MATRIX, Part.WHOLE, 4, x -> x * x));
        rows.addAll(rows(NODE_MATRIX_EVEN, Part.WHOLE, 4, x -> 3 * x));
        Findings findings = Findings.of(4, rows, Map.of());
        assertTrue(findings.crossovers().isEmpty());
        assertEquals(8, findings.winners().size());
    }

    /** An edge costs 4x by the matrix, and x + (8x + 10x)/neighbours by CP: from 6 neighbours on; never where 5x stands for x. */
    @Test
    void cpPaysOffFromSomeNumberOfNeighbours() {
        List<Row> rows = new ArrayList<>(rows(NODE_MATRIX, Part.WHOLE, 2, x -> 4 * x));
        rows.addAll(rows(NODE_CP, Part.WHOLE, 2, x -> (x == 2 ? x : 5 * x) + 18.0 * x / ConvolutionWorkload.DEGREE));
        rows.addAll(rows(NODE_CP, Part.PROJECTION, 2, x -> 8 * x));
        rows.addAll(rows(NODE_CP, Part.RECONSTRUCTION, 2, x -> 10 * x));
        List<BreakEven> found = Findings.of(2, rows, Map.of()).breakEven();
        assertEquals(2, found.size());
        assertEquals(NODE_MATRIX, found.get(0).rival());
        assertEquals(6, found.get(0).neighbours().orElseThrow(), 1e-12);
        assertEquals(new BreakEven(NODE_CP, NODE_MATRIX, 2, OptionalDouble.empty()), found.get(1));
    }
}
