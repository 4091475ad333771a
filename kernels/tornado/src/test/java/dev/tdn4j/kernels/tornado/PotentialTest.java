package dev.tdn4j.kernels.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.train.EpochReport;
import dev.tdn4j.tdn.train.Trainer;
import dev.tdn4j.tdn.train.TrainingListener;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The whole potential and its training on a device against the oracle. */
class PotentialTest {

    private static final Executor TORNADO = new TornadoExecutor();
    private static final int CARBON = 6;

    /** Relative to the largest: float has 6e-8, and a network adds up some thousand terms. */
    private static final double TOLERANCE = 1e-4;

    private static Model model(int lmax) {
        TdnConfig config = new TdnConfig(lmax, 12, 2, 3.5, 5, 4, false, FactorMethod.ALS, 0, 8, 1);
        SharedProduct products = SharedProduct.exact(config);
        TreeMap<Integer, Double> references = new TreeMap<>();
        references.put(CARBON, -1.5);
        Parameters parameters = Parameters.initial(new TdnNetwork(config, products.coupling()).parameters().values(), 3);
        return new Model(config, products, parameters, new ReferenceEnergies(references));
    }

    /** Atoms at random, one of them alone. */
    private static Structure cluster(int atoms, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] numbers = new int[atoms];
        Arrays.fill(numbers, CARBON);
        double[] positions = IntStream.range(0, 3 * atoms).mapToDouble(i -> 1.7 * (i / 3 % 5) * (1 + i % 3) + random.nextDouble()).toArray();
        positions[0] -= 50;
        return Structure.of(numbers, positions);
    }

    private static List<AtomGraph> batch(int structures, double cutoff) {
        return IntStream.range(0, structures).mapToObj(s -> AtomGraph.of(cluster(3 + 4 * s, s), cutoff)).toList();
    }

    @Test
    void energiesAndForces() {
        for (int lmax = 1; lmax <= 3; lmax++) {
            Model model = model(lmax);
            try (NeuralPotential right = new NeuralPotential(model, new ScalarExecutor()); NeuralPotential tornado = new NeuralPotential(model, TORNADO)) {
                for (int structures : new int[] {3, 1, 5}) {
                    List<AtomGraph> batch = batch(structures, model.config().cutoff());
                    compare(right.evaluate(batch), tornado.evaluate(batch));
                }
            }
        }
    }

    private static void compare(List<Evaluation> right, List<Evaluation> found) {
        for (int s = 0; s < right.size(); s++) {
            assertEquals(right.get(s).energy(), found.get(s).energy(), TOLERANCE * Math.abs(right.get(s).energy()));
            double largest = Arrays.stream(right.get(s).forces()).map(Math::abs).max().orElse(0);
            for (int i = 0; i < right.get(s).forces().length; i++) {
                assertEquals(right.get(s).forces()[i], found.get(s).forces()[i], TOLERANCE * Math.max(1e-3, largest));
            }
        }
    }

    @Test
    void productsByFactors() {
        System.setProperty(ProductForm.PROPERTY, "cp");
        try {
            Model model = model(2);
            TdnConfig config = model.config();
            SharedProduct withFactors = SharedProduct.of(config, dev.tdn4j.cpdecomp.FactorCache.standard(), progress -> {});
            Model factored = new Model(config, withFactors, model.parameters(), model.references());
            try (NeuralPotential right = new NeuralPotential(model, new ScalarExecutor()); NeuralPotential tornado = new NeuralPotential(factored, TORNADO)) {
                List<AtomGraph> batch = batch(3, config.cutoff());
                compare(right.evaluate(batch), tornado.evaluate(batch));
            }
        } finally {
            System.clearProperty(ProductForm.PROPERTY);
        }
    }

    @Test
    void anEpochOfTraining() throws IOException {
        assertEquals(epoch(new ScalarExecutor()), epoch(TORNADO), TOLERANCE);
    }

    private static double epoch(Executor executor) throws IOException {
        Model model = model(1);
        List<AtomGraph> labelled = new ArrayList<>();
        for (int s = 0; s < 5; s++) {
            Structure structure = cluster(4 + s, s);
            labelled.add(AtomGraph.of(
                    structure.withEnergy(-1.5 * structure.size() + 0.1 * s).withForces(new double[3 * structure.size()]), model.config().cutoff()));
        }
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void step(double progress, double loss) {
                losses.add(loss);
            }

            @Override
            public void epoch(EpochReport report) {}
        };
        try (Trainer trainer = new Trainer(model, options(), executor)) {
            trainer.train(labelled, labelled, null, listener);
        }
        return losses.getLast();
    }

    private static TrainingOptions options() {
        return TrainingOptions.standard().withEpochs(1);
    }
}
