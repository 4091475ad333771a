package dev.tdn4j.tdn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.cpdecomp.groups.PathGroups;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts stand for partitions of the paths, and a network whose groups all have the same weight is the shared one. */
class PathSharingTest {

    private static final double CUTOFF = 3;

    @ParameterizedTest
    @CsvSource({"shared, 1, 1", "parity, 2, 2", "input, 3, 4", "edge, 3, 4", "output, 3, 4", "path, 15, 34"})
    void namesStandForPartitions(String name, int atTwo, int atThree) {
        int[] expected = {atTwo, atThree};
        for (int lmax = 2; lmax <= 3; lmax++) {
            CouplingSpec whole = CouplingSpec.all(lmax);
            PathGroups groups = PathSharing.groups(name, whole);
            assertEquals(expected[lmax - 2], groups.size());
            assertEquals(whole.paths().size(), groups.groups().stream().mapToInt(g -> g.paths().size()).sum());
            assertEquals(groups, PathSharing.groups(PathSharing.text(groups), whole));
        }
    }

    @Test
    void partsAddUpToTheWhole() {
        Coupling whole = CouplingSpec.all(2).tensor();
        List<Coupling> parts = PathSharing.parts(whole, PathSharing.groups("path", CouplingSpec.all(2)));
        double[] sum = new double[whole.dense().length];
        for (Coupling part : parts) {
            assertEquals(1, part.norm(), 1e-12);
            double[] dense = part.dense();
            Arrays.setAll(sum, t -> sum[t] + dense[t]);
        }
        assertArrayEquals(whole.dense(), sum);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "000+011+101+110; lacks the paths 111",
        "000+011/011+101+110+111; lists 011, which is there twice",
        "000+011+101+110+111/112; lists 112, which is no path of this network",
        "000+011+101+110+111/; all paths in groups, such as",
        "0-0-0; must be one of shared, parity, input, edge, output, path",
        "013; no path 0⊗1→3",
        "Shared; must be one of shared"
    })
    void whatIsNoPartitionIsRefused(String text, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> PathSharing.groups(text, CouplingSpec.all(1)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void evenPathsHaveGroupsOfTheirOwn() {
        TdnConfig even = TdnConfig.physical().with("evenPaths", true).with("pathGroups", "path");
        assertEquals(11, even.groups().size());
        assertEquals(0, SharedProduct.rank(even));
    }

    /** Weights are channels of the last radial layer, group after group: repeated, they make the shared network. */
    @ParameterizedTest
    @CsvSource({"path, PHYSICAL, scalar", "parity, PHYSICAL, vector", "output, PUBLISHED, scalar"})
    void equalWeightsAreTheSharedNetwork(String groups, NetworkForm form, String executor) {
        TdnConfig shared = new TdnConfig(2, 8, 2, CUTOFF, 6, 2, false, FactorMethod.ALS, 0, 3, 1)
                .with("form", form).with("forces", form == NetworkForm.PUBLISHED ? ForceKind.DIRECT : ForceKind.GRADIENT);
        TdnConfig grouped = shared.with("pathGroups", groups);
        Map<String, double[]> parameters = random(shared);
        Map<String, double[]> repeated = new LinkedHashMap<>();
        new TdnNetwork(grouped, grouped.paths().tensor()).parameters().forEach((name, spec) ->
                repeated.put(name, repeated(parameters.get(name), grouped.groups().size(), spec)));
        boolean exact = executor.equals("scalar");
        double[] expected = run(shared, parameters, exact ? new ScalarExecutor() : new VectorExecutor());
        double[] actual = run(grouped, repeated, exact ? new ScalarExecutor() : new VectorExecutor());
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        // Sums in another order: rounding, as large as the chains of float or double operations make it.
        assertArrayEquals(expected, actual, (exact ? 1e-11 : 1e-4) * scale);
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

    private static double[] repeated(double[] data, int groups, ParameterSpec spec) {
        if (!spec.name().endsWith("radial.out.weight") && !spec.name().endsWith("radial.out.offset")) {
            return data;
        }
        int channels = spec.type().channels() / groups;
        double[] out = new double[groups * data.length];
        Arrays.setAll(out, i -> data[i / spec.type().channels() * channels + i % channels]);
        return out;
    }

    private static double[] run(TdnConfig config, Map<String, double[]> parameters, Executor executor) {
        TestBatch batch = new TestBatch(2, 4, CUTOFF, 7);
        try (Plan plan = executor.compile(ForceProgram.of(new TdnNetwork(config, config.paths().tensor()).program()))) {
            batch.bindTo(plan);
            parameters.forEach(plan::set);
            plan.run();
            double[] forces = new double[3 * batch.nodes];
            double[] out = Arrays.copyOf(forces, forces.length + batch.structures);
            double[] energies = new double[batch.structures];
            plan.get(ForceProgram.FORCES, forces);
            plan.get(TdnNetwork.ENERGIES, energies);
            System.arraycopy(forces, 0, out, 0, forces.length);
            System.arraycopy(energies, 0, out, forces.length, energies.length);
            return out;
        }
    }
}
