package dev.tdn4j.tdn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tensor.graph.Pass;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Equiformer and the networks between it and TDN: sizes as published, one result on both executors, and what they share. */
class EquiformerTest {

    private static final double CUTOFF = 3;

    /** An Equiformer of one block. */
    static TdnConfig small(int lmax) {
        return equiformer(new TdnConfig(lmax, 8, 1, CUTOFF, 6, 2, false, FactorMethod.ALS, 0, 3, 1));
    }

    private static TdnConfig equiformer(TdnConfig config) {
        return config.with("pathGroups", PathSharing.PATH)
                .with("linears", Linears.DEGREE)
                .with("architecture", Architecture.EQUIFORMER);
    }

    private static TdnConfig direct(TdnConfig config) {
        return config.with("form", NetworkForm.PUBLISHED).with("forces", ForceKind.DIRECT);
    }

    private static long parameters(TdnConfig config) {
        return new TdnNetwork(config, SharedProduct.exact(config).coupling())
                .parameters().values().stream().mapToLong(ParameterSpec::size).sum();
    }

    /** The paper's table 7 gives millions with one decimal. */
    @ParameterizedTest
    @CsvSource({"1, 4.5, 5.0, 9.1", "2, 4.5, 6.3, 14.6", "3, 4.5, 8.9, 21.3"})
    void partsOfTdnCostThePublishedNumberOfParameters(int lmax, double cp, double paths, double degrees) {
        TdnConfig exact = TdnConfig.paper(lmax).with("rank", 0);
        assertEquals(parameters(TdnConfig.paper(lmax)), parameters(exact));
        assertEquals(cp, parameters(exact) * 1e-6, 0.05);
        TdnConfig perPath = exact.with("pathGroups", PathSharing.PATH);
        assertEquals(paths, parameters(perPath) * 1e-6, 0.05);
        TdnConfig perDegree = perPath.with("linears", Linears.DEGREE);
        assertEquals(degrees, parameters(perDegree) * 1e-6, 0.05);
        // 9 matrices a block, 6 of the force head, those of the degree embedding and of the readout, and a column of the force head's.
        assertEquals(parameters(perPath) + lmax * (63L * 256 * 256 + 256), parameters(perDegree));
    }

    /**
     * The sum over the published code's parts: merging, the matrices of all paths with gates, those of the logits and of the
     * values, and the projection; the feed-forward part; the radial networks; norms. It is 1 to 2 % above the paper's millions.
     */
    @ParameterizedTest
    @CsvSource({"1, 12.1, 5, 2", "2, 27.9, 15, 3", "3, 54.7, 34, 4"})
    void equiformerCostsThePublishedNumberOfParameters(int lmax, double millions, int paths, int scalarPaths) {
        long c = 256;
        long degrees = lmax + 1;
        long radial = 256 * 64 + 64 + 64 * 64 + 64 + 2 * 2 * 64 + (64 + 1) * paths * c;
        long act = (paths + lmax * scalarPaths) * c * c + degrees * c;
        long attention = 2 * degrees * c * c + c + act + scalarPaths * c * c + c + c + paths * c + paths * c * c + c + radial;
        long projection = degrees * c * c + c;
        long feedForward = degrees * c * c + lmax * c * c + degrees * c + degrees * c * c + c;
        long norm = degrees * c + c;
        long embeddings = 81 * c + 2 + 2 * 256 + radial + 2 * c + paths * c * c + c;
        long heads = norm + c * c + c + c + 1 + attention + degrees * c + 1;
        long expected = embeddings + 6 * (attention + projection + feedForward + 2 * norm) + heads;
        assertEquals(expected, parameters(TdnConfig.equiformer(lmax)));
        assertEquals(millions, expected * 1e-6, 0.04 * millions);
        assertEquals(expected, parameters(Preset.EQUIFORMER.config(lmax)));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "1, true", "2, true", "3, false"})
    void equiformerOnBothExecutors(int lmax, boolean direct) {
        agree(direct ? direct(small(lmax)) : small(lmax));
    }

    @ParameterizedTest
    @CsvSource({"shared, false", "path, true", "parity, true"})
    void aMatrixForEveryDegreeOnBothExecutors(String groups, boolean direct) {
        TdnConfig config = new TdnConfig(2, 8, 1, CUTOFF, 6, 2, false, FactorMethod.ALS, 0, 3, 1)
                .with("pathGroups", groups).with("linears", Linears.DEGREE);
        agree(direct ? direct(config) : config);
    }

    /** Float rounding along the chains of a block, as in other tests of whole networks. */
    private static void agree(TdnConfig config) {
        Map<String, double[]> parameters = random(config);
        double[] expected = run(config, parameters, new ScalarExecutor());
        double[] actual = run(config, parameters, new VectorExecutor());
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertTrue(scale > 0);
        assertArrayEquals(expected, actual, 1e-4 * scale);
    }

    /** The matrices of the degrees stand one below the other: repeated, they make the shared network. */
    @ParameterizedTest
    @EnumSource(NetworkForm.class)
    void equalMatricesAreTheSharedNetwork(NetworkForm form) {
        TdnConfig shared = new TdnConfig(2, 8, 2, CUTOFF, 6, 2, false, FactorMethod.ALS, 0, 3, 1).with("form", form);
        TdnConfig perDegree = shared.with("linears", Linears.DEGREE);
        Map<String, double[]> parameters = random(shared);
        Map<String, double[]> repeated = new LinkedHashMap<>();
        new TdnNetwork(perDegree, perDegree.paths().tensor()).parameters().forEach((name, spec) -> {
            double[] data = parameters.get(name);
            double[] wanted = new double[name.equals("embedding.table") ? data.length : spec.type().itemSize()];
            Arrays.setAll(wanted, i -> data[i % data.length]);
            repeated.put(name, wanted);
        });
        double[] expected = run(shared, parameters, new ScalarExecutor());
        double[] actual = run(perDegree, repeated, new ScalarExecutor());
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        // Double rounding, in another order.
        assertArrayEquals(expected, actual, 1e-11 * scale);
    }

    @Test
    void whatEquiformerIsNotIsRefused() {
        TdnConfig config = TdnConfig.physical().with("linears", Linears.DEGREE);
        DataException groups = assertThrows(DataException.class, () -> config.with("architecture", Architecture.EQUIFORMER));
        assertTrue(groups.getMessage().contains("pathGroups must be path for architecture equiformer, but is shared"), groups.getMessage());
        TdnConfig perPath = TdnConfig.physical().with("pathGroups", PathSharing.PATH);
        DataException linears = assertThrows(DataException.class, () -> perPath.with("architecture", Architecture.EQUIFORMER));
        assertTrue(linears.getMessage().contains("linears must be degree for architecture equiformer, but is shared"), linears.getMessage());
    }

    private static Map<String, double[]> random(TdnConfig config) {
        SplittableRandom random = new SplittableRandom(4);
        Map<String, double[]> parameters = new LinkedHashMap<>();
        new TdnNetwork(config, config.paths().tensor()).parameters().forEach((name, spec) -> {
            int items = name.equals("embedding.table") ? TestBatch.ELEMENTS : 1;
            double[] data = new double[items * spec.type().itemSize()];
            Arrays.setAll(data, i -> spec.initial().draw(random, i, data.length) + 0.1 * random.nextDouble());
            parameters.put(name, data);
        });
        return parameters;
    }

    private static double[] run(TdnConfig config, Map<String, double[]> parameters, Executor executor) {
        TestBatch batch = new TestBatch(2, 4, CUTOFF, 7);
        TdnNetwork network = new TdnNetwork(config, config.paths().tensor());
        try (Plan plan = executor.compile(ForceProgram.of(Pass.improve(network.program())))) {
            batch.bindTo(plan);
            parameters.forEach(plan::set);
            plan.run();
            double[] forces = new double[3 * batch.nodes];
            double[] energies = new double[batch.structures];
            plan.get(ForceProgram.FORCES, forces);
            plan.get(TdnNetwork.ENERGIES, energies);
            double[] all = Arrays.copyOf(forces, forces.length + energies.length);
            System.arraycopy(energies, 0, all, forces.length, energies.length);
            return all;
        }
    }
}
