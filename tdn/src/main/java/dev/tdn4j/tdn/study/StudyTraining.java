package dev.tdn4j.tdn.study;

import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.train.EpochReport;
import dev.tdn4j.tdn.train.Errors;
import dev.tdn4j.tdn.train.Trainer;
import dev.tdn4j.tdn.train.TrainingData;
import dev.tdn4j.tdn.train.TrainingListener;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trains networks in the same way on the same structures. A training that is interrupted goes on from its checkpoint, and
 * gives the same model.
 *
 * @param training the training set, of which a share drawn by the seed is kept apart to choose the best epoch by
 * @param test labelled structures that no training sees
 * @param options how networks are trained; the seed is that of each row
 * @param executor what runs them
 */
public record StudyTraining(List<Structure> training, List<Structure> test, TrainingOptions options, Executor executor) {

    /**
     * A trained network.
     *
     * @param model the model
     * @param errors on the test set
     */
    public record Trained(Model model, Errors errors) {}

    /**
     * Trains a network.
     *
     * @param shape its shape
     * @param seed of its first parameters and the order of structures
     * @param key the row that it is for
     * @param work keeps the model as {@code KEY.model}
     * @param share of the row's work that the training is
     * @return the network, or nothing if training was asked to stop
     * @throws IOException if a file cannot be read or written
     */
    public Optional<Trained> train(TdnConfig shape, long seed, String key, StudyWork work, double share) throws IOException {
        Path file = work.file(key, ".model");
        Path checkpoint = work.file(key, ".checkpoint");
        if (!Files.exists(file) || Files.exists(checkpoint)) {
            Optional<Model> model = train(shape, options.with("seed", seed), checkpoint, work, share);
            if (model.isEmpty()) {
                return Optional.empty();
            }
            ModelFile.write(file, model.get());
            Files.delete(checkpoint);
        }
        // What is written is what a later call reads: in both cases the model is the file's.
        Model model = ModelFile.read(file);
        try (NeuralPotential potential = new NeuralPotential(model, executor)) {
            return Optional.of(new Trained(model, Trainer.evaluate(potential, testGraphs(shape.cutoff()), false)));
        }
    }

    /**
     * The test set with neighbours.
     *
     * @param cutoff Å
     * @return a graph a structure
     */
    public List<AtomGraph> testGraphs(double cutoff) {
        return test.stream().map(structure -> AtomGraph.of(structure, cutoff)).toList();
    }

    /**
     * A network that is not trained, fitted to the training set.
     *
     * @param shape its shape
     * @param seed of its parameters
     * @return the model at the start of its training
     */
    public Model untrained(TdnConfig shape, long seed) {
        return start(shape, data(shape, options.with("seed", seed)), seed);
    }

    private TrainingData data(TdnConfig shape, TrainingOptions seeded) {
        return TrainingData.of(training, List.of(), shape.cutoff(), seeded);
    }

    private static Model start(TdnConfig shape, TrainingData data, long seed) {
        TdnConfig config = data.fit(shape);
        SharedProduct products = SharedProduct.of(config, FactorCache.standard(), _ -> {});
        Parameters initial = Parameters.initial(
                new TdnNetwork(config, products.coupling()).parameters().values(), seed);
        return new Model(config, products, initial, data.references());
    }

    private Optional<Model> train(TdnConfig shape, TrainingOptions seeded, Path checkpoint, StudyWork work, double share)
            throws IOException {
        TrainingData data = data(shape, seeded);
        try (Trainer trainer = new Trainer(start(shape, data, seeded.seed()), seeded, executor)) {
            if (Files.exists(checkpoint)) {
                trainer.resume(checkpoint);
            }
            Model model = trainer.train(data.training(), data.validation(), checkpoint, new TrainingListener() {
                @Override
                public void step(double progress, double loss) {
                    work.progress(share * progress);
                    if (work.stopping()) {
                        trainer.stop();
                    }
                }

                @Override
                public void epoch(EpochReport report) {}
            });
            return work.stopping() ? Optional.empty() : Optional.of(model);
        }
    }
}
