package dev.tdn4j.tdn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.EnergyLoss;
import dev.tdn4j.tdn.model.ForceLoss;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.work.WorkPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final double CUTOFF = 4;
    private static final Executor EXECUTOR = new VectorExecutor();

    @TempDir
    private Path folder;

    private final List<EpochReport> reports = new ArrayList<>();
    private final TrainingListener recorder = new TrainingListener() {
        @Override
        public void epoch(EpochReport report) {
            reports.add(report);
        }
    };

    private static TrainingData data(List<Structure> structures) {
        return TrainingData.of(structures, List.of(), CUTOFF, Ethanol.options(1));
    }

    private static Trainer trainer(TrainingData data, TrainingOptions options, Executor executor) {
        return new Trainer(Ethanol.model(data, Ethanol.smallConfig(CUTOFF), options.seed()), options, executor);
    }

    private Model train(TrainingData data, TrainingOptions options, Executor executor) throws IOException {
        try (Trainer trainer = trainer(data, options, executor)) {
            return trainer.train(data.training(), data.validation(), null, recorder);
        }
    }

    private static void assertSame(Model expected, Model actual) {
        expected.parameters().byName().forEach((name, values) ->
                assertArrayEquals(values, actual.parameters().byName().get(name), 0f, name));
    }

    @Test
    void theLossFalls() throws IOException {
        train(data(Ethanol.frames(60)), Ethanol.options(24), EXECUTOR);
        assertEquals(24, reports.size());
        double first = reports.getFirst().loss();
        double last = reports.getLast().loss();
        assertTrue(last < 0.8 * first, "the loss went from " + first + " to " + last);
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreads() throws IOException {
        TrainingData data = data(Ethanol.frames(14));
        Model one = train(data, Ethanol.options(2), EXECUTOR);
        for (int threads = 1; threads <= 3; threads++) {
            try (WorkPool pool = new WorkPool(threads)) {
                assertSame(one, train(data, Ethanol.options(2), new VectorExecutor(pool)));
            }
        }
        TrainingOptions o = Ethanol.options(2);
        Model other = train(data, o.with("seed", 2), EXECUTOR);
        assertTrue(one.parameters().byName().entrySet().stream()
                .anyMatch(e -> !Arrays.equals(e.getValue(), other.parameters().byName().get(e.getKey()))));
    }

    @Test
    void interruptedTrainingGoesOnToTheSameBits() throws IOException {
        goesOnToTheSameBits(Ethanol.options(4));
        goesOnToTheSameBits(Ethanol.options(4)
                .with("dropout", 0.2)
                .with("schedule", Schedule.PLATEAU)
                .with("plateauEpochs", 1)
                .with("learningRate", 0.05) // so large that errors grow, and plateaus come
                .with("structuresPerEpoch", 9)
                .with("optimiser", Optimiser.ADAM)
                .with("forceLoss", ForceLoss.RMSE)
                .with("energyLoss", EnergyLoss.MAE));
    }

    private void goesOnToTheSameBits(TrainingOptions options) throws IOException {
        TrainingData data = data(Ethanol.frames(14));
        Model whole = train(data, options, EXECUTOR);
        Path checkpoint = folder.resolve("checkpoint");
        interruptAfter(2, data, options, checkpoint);
        try (Trainer trainer = trainer(data, options, EXECUTOR)) {
            trainer.resume(checkpoint);
            assertEquals(2, trainer.epoch());
            assertSame(whole, trainer.train(data.training(), data.validation(), checkpoint, TrainingListener.SILENT));
            assertEquals(4, trainer.epoch());
        }
    }

    /** In the middle of the epoch that follows. */
    private static void interruptAfter(int epochs, TrainingData data, TrainingOptions options, Path checkpoint)
            throws IOException {
        try (Trainer trainer = trainer(data, options, EXECUTOR)) {
            trainer.train(data.training(), data.validation(), checkpoint, new TrainingListener() {
                @Override
                public void step(double progress, double loss) {
                    if (trainer.epoch() == epochs) {
                        trainer.stop();
                    }
                }
            });
        }
    }

    @Test
    void foreignAndDamagedCheckpointsAreRefused() throws IOException {
        TrainingData data = data(Ethanol.frames(10));
        TrainingOptions options = Ethanol.options(2);
        Path checkpoint = folder.resolve("checkpoint");
        interruptAfter(1, data, options, checkpoint);
        byte[] good = Files.readAllBytes(checkpoint);

        TrainingOptions other = options.with("batchSize", 3);
        assertRefused(data, other, checkpoint, "batchSize is 4 there, but 3 here");
        assertRefused(data(Ethanol.frames(12)), options, checkpoint, "belongs to another training");

        Files.write(checkpoint, Arrays.copyOf(good, good.length / 2));
        assertRefused(data, options, checkpoint, checkpoint.toString());

        Safetensors stored = Safetensors.parse(good, "good");
        for (String key : List.of("format", "settings", "step", "best_score")) {
            Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
            metadata.remove(key);
            new Safetensors(metadata, stored.tensors()).write(checkpoint);
            assertRefused(data, options, checkpoint, checkpoint.toString());
        }
        Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
        metadata.put("step", "many");
        new Safetensors(metadata, stored.tensors()).write(checkpoint);
        assertRefused(data, options, checkpoint, "\"many\"");

        Files.write(checkpoint, good);
        try (Trainer trainer = trainer(data, options.withEpochs(9), EXECUTOR)) {
            trainer.resume(checkpoint);
            assertEquals(1, trainer.epoch());
        }
    }

    private static void assertRefused(TrainingData data, TrainingOptions options, Path checkpoint, String named) {
        try (Trainer trainer = trainer(data, options, EXECUTOR)) {
            Exception refusal = assertThrows(Exception.class, () -> trainer.resume(checkpoint));
            assertTrue(refusal instanceof DataException || refusal instanceof IOException, refusal.toString());
            assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
            assertEquals(1, refusal.getMessage().lines().count());
        }
    }

    /** A structure cannot hold NaN; a label beyond single precision makes the loss infinite. */
    @Test
    void aLossThatIsNoNumberEndsTraining() {
        List<Structure> structures = new ArrayList<>(Ethanol.frames(8));
        TrainingData data = data(structures);
        assertThrows(DataException.class, () -> structures.getFirst().withEnergy(Double.NaN));
        double[] forces = new double[27];
        forces[4] = 1e300;
        structures.replaceAll(s -> s.withForces(forces));
        TrainingData bad = new TrainingData(data(structures).training(), data.validation(), data.references());
        try (Trainer trainer = trainer(data, Ethanol.options(1), EXECUTOR)) {
            TrainingException thrown = assertThrows(TrainingException.class, () -> trainer.train(
                    bad.training(), bad.validation(), folder.resolve("checkpoint"), TrainingListener.SILENT));
            assertTrue(thrown.getMessage().contains("epoch 1, step 1: xtb_ethanol"), thrown.getMessage());
            assertTrue(thrown.getMessage().contains("has a force of 1.00e+300 eV/Å on atom 2"), thrown.getMessage());
            assertEquals(4, thrown.structures().size());
            assertSame(Ethanol.model(data, Ethanol.smallConfig(CUTOFF), 1), trainer.best());
            assertEquals(1, thrown.getMessage().lines().count());
        }
        assertFalse(Files.exists(folder.resolve("checkpoint")));
    }

    /** An epoch of 950 structures takes longer than the second given: training ends within the first. */
    @Test
    void trainingByTimeEndsInTime() throws IOException {
        TrainingData data = data(Ethanol.frames(1000));
        TrainingOptions options = Ethanol.options(1).withMinutes(1 / 60.0);
        long start = System.nanoTime();
        train(data, options, EXECUTOR);
        double seconds = (System.nanoTime() - start) * 1e-9;
        assertTrue(seconds >= 1, "ended after " + seconds + " s");
        assertTrue(seconds < 15, "ended after " + seconds + " s");
        assertTrue(reports.getLast().seconds() >= 1);
    }

    @Test
    void trainingEndsEarlyForWantOfImprovement() throws IOException {
        TrainingOptions options = Ethanol.options(30).with("learningRate", 0.2).with("earlyStopping", 2);
        TrainingData data = data(Ethanol.frames(14));
        train(data, options, EXECUTOR);
        int last = reports.size();
        assertTrue(last < 30, "ended after " + last + " epochs");
        assertEquals(List.of(false, false), List.of(reports.get(last - 2).best(), reports.get(last - 1).best()));
        assertTrue(reports.get(last - 3).best());
    }

    /** The steps are those of the network with dropout, the errors those of the network without. */
    @Test
    void dropoutIsForTrainingOnly() throws IOException {
        TrainingData data = data(Ethanol.frames(14));
        Model start = Ethanol.model(data, Ethanol.smallConfig(CUTOFF), 1);
        Model without = run(start, data, Ethanol.options(2));
        Model with = run(start, data, Ethanol.options(2).with("dropout", 0.2));
        assertTrue(without.parameters().byName().entrySet().stream()
                .anyMatch(e -> !Arrays.equals(e.getValue(), with.parameters().byName().get(e.getKey()))));
        try (NeuralPotential potential = new NeuralPotential(with, EXECUTOR)) {
            Errors errors = Trainer.evaluate(potential, data.validation(), false);
            assertTrue(reports.subList(2, 4).stream().anyMatch(r -> r.validation().forceRmse() == errors.forceRmse()));
        }
    }

    /** Nonsense among the forces on fixed atoms changes nothing, unless it is asked for. */
    @Test
    void fixedAtomsAreLeftOut() throws IOException {
        boolean[] fixed = new boolean[9];
        fixed[2] = true;
        List<Structure> plain = new ArrayList<>(Ethanol.frames(10));
        plain.replaceAll(s -> s.withFixed(fixed));
        List<Structure> spoilt = new ArrayList<>(plain);
        spoilt.replaceAll(s -> {
            double[] forces = s.forces().orElseThrow();
            forces[6] += 30;
            return s.withForces(forces);
        });
        TrainingData data = data(plain);
        TrainingData other = data(spoilt);
        Model start = Ethanol.model(data, Ethanol.smallConfig(CUTOFF), 1);
        TrainingOptions o = Ethanol.options(2);
        assertSame(run(start, data, o), run(start, other, o));
        assertEquals(reports.get(1).validation().forceRmse(), reports.get(3).validation().forceRmse());

        TrainingOptions all = o.with("trainOnFixed", true);
        run(start, data, all);
        run(start, other, all);
        assertTrue(reports.get(7).validation().forceRmse() > reports.get(5).validation().forceRmse() + 100);
        assertTrue(reports.get(7).loss() > reports.get(5).loss());
    }

    private Model run(Model start, TrainingData data, TrainingOptions options) throws IOException {
        try (Trainer trainer = new Trainer(start, options, EXECUTOR)) {
            return trainer.train(data.training(), data.validation(), null, recorder);
        }
    }
}
