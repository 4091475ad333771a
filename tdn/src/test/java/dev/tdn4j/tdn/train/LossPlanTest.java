package dev.tdn4j.tdn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.EnergyLoss;
import dev.tdn4j.tdn.model.ForceLoss;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.TdnNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form of the loss, in double, against its definition and its gradient against differences. */
class LossPlanTest {

    private static final double CUTOFF = 4;
    /** Predictions pass through single precision on their way out of a potential. */
    private static final double TOLERANCE = 1e-6;

    private final TrainingData data = TrainingData.of(structures(), List.of(), CUTOFF, Ethanol.options(1));
    private final Model model = Ethanol.model(data, Ethanol.smallConfig(CUTOFF), 3);

    /** Ethanol with a fixed atom here and there, one without forces, and a part of it: sizes must count. */
    private static List<Structure> structures() {
        List<Structure> structures = new ArrayList<>(Ethanol.frames(12));
        structures.replaceAll(s -> s.withFixed(new boolean[] {false, true, false, false, false, false, false, false, true}));
        Structure whole = structures.getFirst();
        structures.add(Structure.of(
                        Arrays.copyOf(whole.numbers(), 5), Arrays.copyOf(whole.positions(), 15))
                .withEnergy(-200)
                .withForces(new double[15]));
        return structures;
    }

    private List<AtomGraph> batch() {
        List<AtomGraph> batch = new ArrayList<>();
        for (Structure structure : structures().subList(9, 13)) {
            batch.add(AtomGraph.of(structure, CUTOFF));
        }
        Structure unlabelled = structures().get(1).withoutLabels().withEnergy(-310);
        batch.add(AtomGraph.of(unlabelled, CUTOFF));
        return batch;
    }

    private TrainingOptions options(EnergyLoss energy, ForceLoss force) {
        return Ethanol.options(1)
                .with("energyLoss", energy)
                .with("energyDelta", 0.5)
                .with("forceLoss", force)
                .with("forceDelta", 0.8);
    }

    private static double huber(double x, double delta) {
        return Math.abs(x) < delta ? x * x / (2 * delta) : Math.abs(x) - delta / 2;
    }

    private static double energyLoss(EnergyLoss kind, double error, int size) {
        return switch (kind) {
            case SMOOTH -> (Math.sqrt(error * error + 0.25) - 0.5) / size;
            case MAE -> Math.abs(error) / size;
            case HUBER -> huber(error / size, 0.5);
            case MSE -> error * error / size / size;
        };
    }

    /** Straight from the definitions of {@link EnergyLoss} and {@link ForceLoss}. */
    private double expected(TrainingOptions options) {
        List<AtomGraph> batch = batch();
        double energy = 0;
        double sum = 0;
        int atoms = 0;
        double roots = 0;
        int labelled = 0;
        try (NeuralPotential potential = new NeuralPotential(model, new ScalarExecutor())) {
            List<Evaluation> evaluations = potential.evaluate(batch);
            for (int s = 0; s < batch.size(); s++) {
                Structure structure = batch.get(s).structure();
                double error = evaluations.get(s).energy() - structure.energy().orElseThrow();
                energy += energyLoss(options.energyLoss(), error, structure.size()) / batch.size();
                if (structure.forces().isEmpty()) {
                    continue;
                }
                double square = 0;
                int free = 0;
                for (int i = 0; i < structure.size(); i++) {
                    if (structure.isFixed(i)) {
                        continue;
                    }
                    free++;
                    double length = 0;
                    for (int k = 3 * i; k < 3 * i + 3; k++) {
                        double d = evaluations.get(s).forces()[k] - structure.forces().orElseThrow()[k];
                        length += d * d;
                        sum += switch (options.forceLoss()) {
                            case MAE -> Math.abs(d) / 3;
                            case HUBER -> huber(d, 0.8) / 3;
                            case MSE -> d * d / 3;
                            default -> 0;
                        };
                    }
                    square += length;
                    sum += options.forceLoss() == ForceLoss.SMOOTH ? Math.sqrt(length + 0.64) - 0.8 : 0;
                }
                atoms += free;
                roots += Math.sqrt(square / free);
                labelled++;
            }
        }
        double force = options.forceLoss() == ForceLoss.RMSE ? roots / labelled : sum / atoms;
        return options.energyWeight() * energy + options.forceWeight() * force;
    }

    private double loss(TrainingOptions options, Parameters parameters, Parameters gradient) {
        TdnNetwork network = new TdnNetwork(model.config(), model.products().coupling(), options.dropout() > 0);
        try (LossPlan plan = new LossPlan(network, model.references(), options, new ScalarExecutor())) {
            return plan.gradient(batch(), parameters, gradient, 7);
        }
    }

    private Parameters zeros() {
        return Parameters.zeros(model.network().parameters().values());
    }

    @ParameterizedTest
    @EnumSource
    void energies(EnergyLoss kind) {
        check(options(kind, ForceLoss.SMOOTH).with("forceWeight", 0.3));
    }

    @ParameterizedTest
    @EnumSource
    void forces(ForceLoss kind) {
        check(options(EnergyLoss.MAE, kind));
    }

    private void check(TrainingOptions options) {
        double expected = expected(options);
        assertEquals(expected, loss(options, model.parameters(), zeros()), TOLERANCE * expected);
        differences(options);
    }

    /** Along a random direction: parameters and the gradient are of single precision. */
    private void differences(TrainingOptions options) {
        Parameters gradient = zeros();
        loss(options, model.parameters(), gradient);
        SplittableRandom random = new SplittableRandom(5);
        Parameters forward = model.parameters().copy();
        Parameters back = model.parameters().copy();
        double slope = 0;
        for (String name : forward.byName().keySet()) {
            float[] f = forward.byName().get(name);
            float[] b = back.byName().get(name);
            for (int i = 0; i < f.length; i++) {
                float h = (float) (1e-3 * random.nextGaussian());
                f[i] += h;
                b[i] -= h;
                slope += ((double) f[i] - b[i]) * gradient.byName().get(name)[i];
            }
        }
        double difference = loss(options, forward, zeros()) - loss(options, back, zeros());
        // Third derivatives times h², and for absolute values the few errors that change sign.
        assertEquals(difference, slope, 0.01 * Math.abs(difference) + 1e-6);
    }

    /** With dropout the same seed and step give the same loss, others another; its gradient is that of the masked network. */
    @Test
    void dropout() {
        TrainingOptions options = options(EnergyLoss.MAE, ForceLoss.RMSE).with("dropout", 0.2);
        double loss = loss(options, model.parameters(), zeros());
        assertEquals(loss, loss(options, model.parameters(), zeros()));
        assertTrue(loss != loss(options.with("seed", 2), model.parameters(), zeros()));
        assertTrue(loss != expected(options));
        differences(options);
    }
}
