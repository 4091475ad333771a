package dev.tdn4j.tensor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What passes do to the shape of programs; that they keep the results is tested where there are executors. */
class PassTest {

    private static final int C = 8;

    private final Graph graph = new Graph();
    private final Value x = graph.input("x", new Type(Space.EDGES, 9, C));
    private final Value weight = graph.parameter("w", new Type(Space.ONE, C, 2 * C));

    private static Program improved(Graph graph, Value result) {
        return Pass.improve(Program.of(graph, Map.of("result", result)));
    }

    private static List<Value> find(Program program, Predicate<Operation> wanted) {
        return program.values().stream().filter(v -> wanted.test(v.operation())).toList();
    }

    private static boolean isLinear(Operation operation) {
        return operation instanceof Operation.Linear;
    }

    @Test
    void equalExpressionsAreOneValue() {
        Value y = graph.input("y", x.type());
        assertSame(graph.add(x, y), graph.add(y, x));
        assertSame(graph.multiply(x, y), graph.multiply(y, x));
        assertSame(graph.constant(1, 2, 3, 4), graph.constant(1, 2, 3, 4));
        assertSame(graph.rows(x, 1, 2), graph.rows(x, 1, 2));
        Function<Value, Value> deep = a -> graph.apply(Elementary.SILU, graph.linear(graph.affine(a, 2, 1), weight));
        assertSame(deep.apply(x), deep.apply(x));
        assertSame(x, graph.affine(x, 1, 0));
        assertSame(x, graph.rows(x, 0, 9));
        assertSame(weight, graph.transpose(graph.transpose(weight)));
    }

    @Test
    void unreachedValuesAreGone() {
        graph.linear(x, weight);
        assertEquals(1, Program.of(graph, Map.of("x", x)).values().size());
    }

    @Test
    void aSelectionIsMadeBeforeMixing() {
        Program program = improved(graph, graph.rows(graph.linear(x, weight), 0, 1));
        assertEquals(List.of(new Type(Space.EDGES, 1, 2 * C)), types(find(program, PassTest::isLinear)));
    }

    @Test
    void aSelectionPassesElementwiseOperationsAndGathers() {
        Value nodes = graph.input("nodes", new Type(Space.NODES, 9, C));
        Value bias = graph.parameter("b", new Type(Space.ONE, 9, 2 * C));
        Value sum = graph.apply(Elementary.SILU, graph.affine(graph.add(graph.linear(graph.gather(Index.SOURCE, nodes), weight), bias), 2, 1));
        Program program = improved(graph, graph.rows(sum, 3, 2));
        for (Value value : program.values()) {
            boolean source = value.operation() instanceof Operation.Input || value.operation() instanceof Operation.Parameter;
            assertTrue(source || value.type().rows() == 2, value::toString);
        }
    }

    /** sin(2x) is not 2 sin x: only a plain selection goes past a function. */
    @Test
    void aScaledRowStaysBehindFunctions() {
        RowMap scaled = RowMap.ofDense(1, 9, new double[] {2, 0, 0, 0, 0, 0, 0, 0, 0});
        Program program = improved(graph, graph.mapRows(scaled, graph.apply(Elementary.SIN, x)));
        assertEquals(List.of(x.type()), types(find(program, o -> o instanceof Operation.Apply)));
    }

    @Test
    void zerosAreInsertedAfterMixing() {
        Value scalar = graph.input("scalar", new Type(Space.EDGES, 1, C));
        Value expanded = graph.mapRows(RowMap.copying(9, 1, o -> o == 0 ? 0 : -1), scalar);
        Program program = improved(graph, graph.linear(expanded, weight));
        assertEquals(List.of(new Type(Space.EDGES, 1, 2 * C)), types(find(program, PassTest::isLinear)));
    }

    /** Mixing with a matrix for every degree, twice: each degree goes its own way, and no zeros are added. */
    @Test
    void degreesThatAreMixedApartStayApart() {
        Value first = byDegree("first", x);
        Program program = improved(graph, byDegree("second", graph.affine(first, 2, 0)));
        assertEquals(6, find(program, PassTest::isLinear).size());
        assertEquals(2, find(program, o -> o == Operation.Binary.ADD).size(), program::toString);
        assertEquals(6, find(program, o -> o instanceof Operation.MapRows).size(), program::toString);
    }

    /** What is zero needs no mixing, and what is mixed from it is not added. */
    @Test
    void zerosVanish() {
        Value none = graph.mapRows(RowMap.ofDense(9, 9, new double[81]), x);
        Value mixed = graph.linear(graph.affine(none, 3, 0), graph.parameter("square", new Type(Space.ONE, C, C)));
        assertEquals(1, improved(graph, graph.add(x, graph.multiply(mixed, x))).values().size());
        assertEquals(2, improved(graph, graph.subtract(mixed, x)).values().size());
        Value one = graph.affine(none, 3, 1);
        assertEquals(1, find(improved(graph, graph.multiply(one, x)), o -> o == Operation.Binary.MULTIPLY).size(), "3·0 + 1 is not 0");
    }

    private Value byDegree(String name, Value value) {
        Value sum = null;
        for (int l = 0; l <= 2; l++) {
            int first = l * l;
            int count = 2 * l + 1;
            Value mixed = graph.linear(graph.rows(value, first, count), graph.parameter(name + l, new Type(Space.ONE, C, C)));
            Value placed = graph.mapRows(RowMap.copying(9, count, o -> o >= first && o < first + count ? o - first : -1), mixed);
            sum = sum == null ? placed : graph.add(sum, placed);
        }
        return sum;
    }

    /** DESIGN §3: of 2·n row-blocks of c channels a gate needs the n of its features and the scalar one of its gates. */
    @Test
    void aGateComputesOnlyWhatItReads() {
        int n = x.type().rows();
        Value mixed = graph.linear(x, weight);
        Value features = graph.sliceChannels(mixed, 0, C);
        Value gates = graph.apply(Elementary.SIGMOID, graph.rows(graph.sliceChannels(mixed, C, C), 0, 1));
        Value scalar = graph.apply(Elementary.SILU, graph.rows(features, 0, 1));
        Value others = graph.multiply(graph.rows(features, 1, n - 1), gates);
        Value gated = graph.add(
                graph.mapRows(RowMap.copying(n, 1, o -> o == 0 ? 0 : -1), scalar),
                graph.mapRows(RowMap.copying(n, n - 1, o -> o - 1), others));
        Program program = improved(graph, gated);
        int blocks = find(program, PassTest::isLinear).stream().mapToInt(v -> v.type().itemSize() / C).sum();
        assertEquals(n + 1, blocks, program::toString);
        assertTrue(find(program, o -> o instanceof Operation.SliceChannels).stream()
                .allMatch(v -> v.type().space() == Space.ONE), program::toString);
    }

    /** A matrix a degree: of the row that is read one matrix is used, and the argument's other rows are not made. */
    @Test
    void aSelectionOfBlockMixingReadsItsOwnRows() {
        BlockPattern degrees = BlockPattern.diagonal(9, 3, Degrees::degree);
        Value matrices = graph.parameter("m", new Type(Space.ONE, 3 * C, 2 * C));
        Value mixed = graph.blockLinear(degrees, graph.apply(Elementary.SIN, x), matrices);
        Program program = improved(graph, graph.rows(graph.sliceChannels(mixed, 3, C), 0, 1));
        BlockPattern scalar = new BlockPattern(1, 1, 3, List.of(new BlockPattern.Entry(0, 0, 0)));
        assertEquals(1, find(program, o -> o.equals(new Operation.BlockLinear(scalar))).size(), program::toString);
        assertEquals(List.of(new Type(Space.EDGES, 1, C)), types(find(program, o -> o instanceof Operation.Apply)));
    }

    @Test
    void copiedRowsAreMixedWhereTheyComeFrom() {
        BlockPattern degrees = BlockPattern.diagonal(9, 3, Degrees::degree);
        Value matrices = graph.parameter("m", new Type(Space.ONE, 3 * C, 2 * C));
        Value scalar = graph.input("scalar", new Type(Space.EDGES, 1, C));
        Value embedded = graph.mapRows(RowMap.copying(9, 1, o -> o == 0 ? 0 : -1), scalar);
        Program program = improved(graph, graph.blockLinear(degrees, embedded, matrices));
        assertEquals(List.of(), find(program, o -> o instanceof Operation.MapRows), program::toString);
        BlockPattern first = new BlockPattern(9, 1, 3, List.of(new BlockPattern.Entry(0, 0, 0)));
        assertEquals(1, find(program, o -> o.equals(new Operation.BlockLinear(first))).size(), program::toString);
        Value sum = graph.blockOuterSum(degrees, embedded, graph.input("g", new Type(Space.EDGES, 9, C)));
        assertEquals(1, find(improved(graph, sum), o -> o.equals(new Operation.BlockOuterSum(first))).size());
    }

    @Test
    void blockMixingFromOrToOneChannelIsNoMatrixProduct() {
        BlockPattern degrees = BlockPattern.diagonal(9, 3, Degrees::degree);
        Value down = graph.blockLinear(degrees, x, graph.parameter("down", new Type(Space.ONE, 3 * C, 1)));
        Value up = graph.blockLinear(degrees, down, graph.parameter("up", new Type(Space.ONE, 3, C)));
        Program program = improved(graph, graph.blockOuterSum(degrees, down, up));
        assertEquals(
                List.of(),
                find(program, o -> o instanceof Operation.BlockLinear || o instanceof Operation.BlockOuterSum),
                program::toString);
    }

    @Test
    void oneMatrixForAllRowsIsPlainMixing() {
        assertSame(graph.linear(x, weight), graph.blockLinear(BlockPattern.diagonal(9, 1, row -> 0), x, weight));
    }

    @Test
    void productsWithTheSameHarmonicsShareOneMatrix() {
        double[] dense = new double[9 * 9 * 9];
        Arrays.setAll(dense, t -> 1 + t % 7);
        Coupling coupling = Coupling.ofDense(9, 9, 9, dense);
        Value y = graph.solidHarmonics(2, graph.input("v", new Type(Space.EDGES, 3, 1)));
        Value first = graph.tensorProduct(coupling, x, y);
        Value second = graph.tensorProduct(coupling, graph.apply(Elementary.SIN, first), y);
        // The same product written with its arguments exchanged is the same matrix, too.
        Value third = graph.tensorProduct(coupling.permute(1, 0, 2), y, graph.apply(Elementary.COS, second));
        Program program = improved(graph, third);
        assertEquals(
                List.of(new Type(Space.EDGES, 81, 1)),
                types(find(program, o -> o instanceof Operation.MapRows)), program::toString);
        List<Value> products = find(program, o -> o instanceof Operation.TensorProduct);
        assertEquals(3, products.size());
        Operation matrix = new Operation.TensorProduct(Coupling.matrixProduct(9, 9), false);
        products.forEach(product -> assertEquals(matrix, product.operation()));
    }

    /** Paths kept apart: of 3 × 9 places of the matrix 5 are filled, and of these alone it consists. */
    @Test
    void aMatrixOfMostlyZerosIsAListOfPlaces() {
        Coupling coupling = Coupling.of(
                9, 9, 3, new int[] {0, 0, 1, 2, 3, 8}, new int[] {0, 1, 2, 3, 4, 5}, new int[] {0, 0, 1, 1, 1, 2},
                new double[] {1, 2, 3, 4, 5, 6});
        Value y = graph.solidHarmonics(2, graph.input("v", new Type(Space.EDGES, 3, 1)));
        Program program = improved(graph, graph.tensorProduct(coupling, x, y));
        assertEquals(
                List.of(new Type(Space.EDGES, 5, 1)), types(find(program, o -> o instanceof Operation.MapRows)), program::toString);
        List<Value> products = find(program, o -> o instanceof Operation.TensorProduct);
        assertEquals(1, products.size());
        assertEquals(5, ((Operation.TensorProduct) products.getFirst().operation()).coupling().nonzeros());
    }

    @Test
    void mixingFromOrToOneChannelIsNoMatrixProduct() {
        Value number = graph.input("number", new Type(Space.EDGES, 9, 1));
        Value up = graph.linear(number, graph.parameter("up", new Type(Space.ONE, 1, C)));
        Value down = graph.linear(up, graph.parameter("down", new Type(Space.ONE, C, 1)));
        Value gradient = graph.outerSum(down, up);
        Program program = improved(graph, gradient);
        assertEquals(List.of(), find(program, o -> isLinear(o) || o instanceof Operation.OuterSum), program::toString);
    }

    @Test
    void sumsAreOverOneAxisAtATime() {
        Program program = improved(graph, graph.sum(x, Type.SCALAR));
        List<Value> sums = find(program, o -> o instanceof Operation.Sum);
        assertEquals(
                List.of(new Type(Space.EDGES, 9, 1), new Type(Space.EDGES, 1, 1), Type.SCALAR), types(sums));
    }

    @Test
    void improvingAgainChangesNothing() {
        Value y = graph.tensorProduct(SolidHarmonics.gradient(2), graph.solidHarmonics(2, graph.input("v", new Type(Space.EDGES, 3, 1))), x);
        Value loss = graph.sum(graph.multiply(y, y), Type.SCALAR);
        Value forces = Gradient.of(graph, loss, List.of(x)).getFirst();
        Value result = Gradient.of(graph, graph.sum(graph.apply(Elementary.SILU, graph.linear(forces, weight)), Type.SCALAR), List.of(weight)).getFirst();
        Program once = improved(graph, result);
        assertEquals(once.toString(), Pass.improve(once).toString());
        assertFalse(once.toString().contains("[D@"), "a listing shows what a constant holds, not where");
    }

    @Test
    void namesKeepTheirMeaning() {
        Program program = improved(graph, graph.linear(x, weight));
        assertEquals(
                List.of("x", "w"),
                program.values().stream()
                        .map(Value::operation)
                        .map(o -> switch (o) {
                            case Operation.Input(String name) -> name;
                            case Operation.Parameter(String name) -> name;
                            default -> null;
                        })
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static List<Type> types(List<Value> values) {
        return values.stream().map(Value::type).toList();
    }
}
