package dev.tdn4j.tdn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In double on the scalar executor: forces against differences of the energy, and the gradient of a loss that contains
 * forces against differences of the loss, for every kind of parameter.
 */
class GradientTest {

    private static final double CUTOFF = 3.0;

    /** Central differences err by h²f‴/6 + ε|f|/h; with h = 1e-4 relative both are below 1e-7 of a gradient of order one. */
    private static final double STEP = 1e-4;

    private final Map<String, double[]> parameters = new LinkedHashMap<>();
    /** Parameters that no output depends on. */
    private final Set<String> unread = new HashSet<>();
    private final TestBatch batch = new TestBatch(2, 4, CUTOFF, 7);

    private TdnNetwork network(int lmax) {
        return network(new TdnConfig(lmax, 8, 1, CUTOFF, 6, 2, false, FactorMethod.ALS, 0, 3, 1));
    }

    private TdnNetwork convolution(int lmax) {
        return network(SmallConvolution.config(lmax, CUTOFF), SmallConvolution.coupling(lmax));
    }

    private TdnNetwork network(TdnConfig config) {
        return network(config, CouplingTensor.all(config.lmax()));
    }

    private TdnNetwork network(TdnConfig config, Coupling coupling) {
        TdnNetwork network = new TdnNetwork(config, coupling);
        SplittableRandom random = new SplittableRandom(1);
        network.parameters().values().forEach(spec -> {
            int items = spec.type().space() == Space.ELEMENTS ? TestBatch.ELEMENTS : 1;
            double[] data = new double[items * spec.type().itemSize()];
            for (int i = 0; i < data.length; i++) {
                // Nothing stays at a special value such as 0 or 1, where a wrong gradient could hide.
                data[i] = spec.initial().draw(random, i, data.length) + 0.1 * random.nextDouble();
            }
            parameters.put(spec.name(), data);
        });
        return network;
    }

    private static Program lossProgram(TdnNetwork network, boolean improved) {
        if (!improved) {
            return ForceMatchingLoss.of(ForceProgram.of(network.program()), network.parameters().values());
        }
        Program forces = Pass.improve(ForceProgram.of(Pass.improve(network.program())));
        return Pass.improve(ForceMatchingLoss.of(forces, network.parameters().values()));
    }

    private void set(Plan plan) {
        batch.bindTo(plan);
        parameters.forEach(plan::set);
        SplittableRandom random = new SplittableRandom(3);
        plan.set(ForceMatchingLoss.ENERGY_TARGETS, random.doubles(batch.structures, -1, 1).toArray());
        plan.set(ForceMatchingLoss.ENERGY_WEIGHTS, random.doubles(batch.structures, 0.5, 1).toArray());
        plan.set(ForceMatchingLoss.FORCE_TARGETS, random.doubles(3L * batch.nodes, -1, 1).toArray());
        plan.set(ForceMatchingLoss.FORCE_WEIGHTS, random.doubles(batch.nodes, 0.5, 1).toArray());
    }

    private static double loss(Plan plan) {
        plan.run();
        double[] loss = new double[1];
        plan.get(ForceMatchingLoss.LOSS, loss);
        return loss[0];
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, true"})
    void lossGradientAgreesWithDifferences(int lmax, boolean improved) {
        compare(network(lmax), improved);
    }

    @ParameterizedTest
    @CsvSource({"1, path, false", "1, path, true", "2, output, true", "1, 000+011+110/101/111, true"})
    void lossGradientWithSeveralPathWeights(int lmax, String groups, boolean improved) {
        compare(network(new TdnConfig(lmax, 8, 1, CUTOFF, 6, 2, false, FactorMethod.ALS, 0, 3, 1).with("pathGroups", groups)), improved);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, true", "3, true"})
    void lossGradientOfConvolutions(int lmax, boolean improved) {
        compare(convolution(lmax), improved);
    }

    @ParameterizedTest
    @CsvSource({"1, shared, true", "1, path, false", "2, path, true"})
    void lossGradientWithAMatrixForEveryDegree(int lmax, String groups, boolean improved) {
        compare(network(new TdnConfig(lmax, 8, 1, CUTOFF, 6, 2, false, FactorMethod.ALS, 0, 3, 1)
                .with("pathGroups", groups).with("linears", Linears.DEGREE)), improved);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "1, true", "2, true"})
    void lossGradientOfEquiformer(int lmax, boolean improved) {
        // The energy reads the scalars of the last block, which has gates for the other degrees all the same.
        unread.addAll(List.of("block0.feed_forward.gates.weight", "block0.feed_forward.gates.bias"));
        compare(network(EquiformerTest.small(lmax)), improved);
    }

    private void compare(TdnNetwork network, boolean improved) {
        Plan plan = new ScalarExecutor().compile(lossProgram(network, improved));
        set(plan);
        loss(plan);
        Map<String, double[]> gradients = new HashMap<>();
        parameters.forEach((name, data) -> {
            double[] gradient = new double[data.length];
            plan.get(name, gradient);
            gradients.put(name, gradient);
        });
        SplittableRandom random = new SplittableRandom(5);
        parameters.forEach((name, data) -> compare(plan, name, data, gradients.get(name), random));
    }

    /** Along a random direction of each parameter, so that every entry takes part. */
    private void compare(Plan plan, String name, double[] data, double[] gradient, SplittableRandom random) {
        double[] direction = random.doubles(data.length, -1, 1).toArray();
        double expected = 0;
        for (int i = 0; i < data.length; i++) {
            expected += gradient[i] * direction[i];
        }
        // Richardson's combination of two steps: the error falls to the fourth order in the step.
        double fine = slope(plan, name, data, direction, STEP);
        double coarse = slope(plan, name, data, direction, 2 * STEP);
        double measured = (4 * fine - coarse) / 3;
        double scale = Math.max(Math.abs(expected), 1e-3);
        assertTrue(Math.abs(measured - expected) <= 1e-6 * scale, name + ": " + measured + " against " + expected);
        assertEquals(unread.contains(name), expected == 0, name + " has " + (expected == 0 ? "no gradient" : "a gradient"));
    }

    private double slope(Plan plan, String name, double[] data, double[] direction, double step) {
        double up = shifted(plan, name, data, direction, step);
        double down = shifted(plan, name, data, direction, -step);
        plan.set(name, data);
        return (up - down) / (2 * step);
    }

    private double shifted(Plan plan, String name, double[] data, double[] direction, double step) {
        double[] moved = new double[data.length];
        for (int i = 0; i < data.length; i++) {
            moved[i] = data[i] + step * direction[i];
        }
        plan.set(name, moved);
        return loss(plan);
    }

    @ParameterizedTest
    @CsvSource({"TDN, 0", "TDN, 1", "TDN, 3", "CONVOLUTION, 0", "CONVOLUTION, 1", "CONVOLUTION, 3"})
    void forcesAgreeWithDifferencesOfTheEnergy(Architecture architecture, int lmax) {
        TdnNetwork network = architecture == Architecture.TDN ? network(lmax) : convolution(lmax);
        Plan plan = new ScalarExecutor()
                .compile(ForceProgram.of(network.program()));
        set(plan);
        plan.run();
        double[] forces = new double[3 * batch.nodes];
        plan.get("forces", forces);
        double largest = 0;
        for (double f : forces) {
            largest = Math.max(largest, Math.abs(f));
        }
        for (int i = 0; i < forces.length; i++) {
            double fine = energySlope(plan, i, STEP);
            double coarse = energySlope(plan, i, 2 * STEP);
            assertEquals(-forces[i], (4 * fine - coarse) / 3, 1e-7 * largest, "coordinate " + i);
        }
    }

    private double energySlope(Plan plan, int coordinate, double step) {
        double at = batch.positions[coordinate];
        batch.positions[coordinate] = at + step;
        double up = energy(plan);
        batch.positions[coordinate] = at - step;
        double down = energy(plan);
        batch.positions[coordinate] = at;
        return (up - down) / (2 * step);
    }

    private double energy(Plan plan) {
        plan.set(EdgeGeometry.VECTORS, batch.vectors());
        plan.run();
        double[] energies = new double[batch.structures];
        plan.get("energies", energies);
        double sum = 0;
        for (double e : energies) {
            sum += e;
        }
        return sum;
    }
}
