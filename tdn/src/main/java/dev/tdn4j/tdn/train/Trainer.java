package dev.tdn4j.tdn.train;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.ConfigJson;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.ParameterSpec;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.TdnNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Trains a model on energies and forces. Every epoch ends with the errors on the validation set and a checkpoint; the
 * model kept is the one whose averaged parameters had the smallest of them. The same seed gives the same result, on any
 * number of threads, and after any number of interruptions.
 */
public final class Trainer implements AutoCloseable {

    /** Structures evaluated at a time. */
    private static final int EVALUATION_BATCH = 16;

    /** The learning rate falls to this share of the largest. */
    private static final double FINAL_SHARE = 0.01;

    private final Model model;
    private final TrainingOptions options;
    private final Collection<ParameterSpec> specs;
    private final LossPlan lossPlan;
    private final NeuralPotential potential;
    private final TrainingState state;
    private final Parameters gradient;
    private final Parameters best;
    private volatile boolean stopping;

    /**
     * Prepares training.
     *
     * @param model what to train; its parameters are where training begins
     * @param options how
     * @param executor what runs it
     */
    public Trainer(Model model, TrainingOptions options, Executor executor) {
        this.model = model;
        this.options = options;
        TdnNetwork network = model.network();
        this.specs = network.parameters().values();
        this.lossPlan = new LossPlan(network, model.references(), options, executor);
        this.potential = new NeuralPotential(model, executor);
        this.state = new TrainingState(
                model.parameters().copy(), new AdamW(specs, options.weightDecay(), options.clipNorm()));
        this.gradient = Parameters.zeros(specs);
        this.best = model.parameters().copy();
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param checkpoint a checkpoint of the same model and options
     * @throws IOException if it cannot be read or does not fit
     */
    public void resume(Path checkpoint) throws IOException {
        Checkpoint.read(checkpoint, settings(), state, best);
    }

    /**
     * The number of epochs that are done.
     *
     * @return 0 for a new training
     */
    public int epoch() {
        return state.epoch;
    }

    /** What a checkpoint must agree in. How long to train may change: then the learning rate follows the new schedule. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = ConfigJson.toMap(model.config());
        settings.put("batchSize", options.batchSize());
        settings.put("learningRate", options.learningRate());
        settings.put("warmUpSteps", options.warmUpSteps());
        settings.put("weightDecay", options.weightDecay());
        settings.put("averageDecay", options.averageDecay());
        settings.put("clipNorm", options.clipNorm());
        settings.put("energyWeight", options.energyWeight());
        settings.put("forceWeight", options.forceWeight());
        settings.put("trainOnFixed", options.trainOnFixed());
        settings.put("seed", options.seed());
        return settings;
    }

    /** Asks training to end after the current step; the last checkpoint stays. */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains to the end.
     *
     * @param training labelled structures
     * @param validation labelled structures that are not learned from
     * @param checkpoint where to write a checkpoint after every epoch, or null for none
     * @param listener told of progress
     * @return the model with the parameters that were best on the validation set
     * @throws IOException if a checkpoint cannot be written
     * @throws TrainingException if the loss is no longer a number
     */
    public Model train(List<AtomGraph> training, List<AtomGraph> validation, Path checkpoint, TrainingListener listener)
            throws IOException {
        long start = System.nanoTime();
        double before = state.seconds;
        while (!stopping && progress(training.size()) < 1) {
            Progress sums = new Progress(before, start);
            epoch(training, listener, sums);
            if (stopping) {
                break;
            }
            state.epoch++;
            Errors errors = validate(validation);
            if (score(errors) < state.bestScore) {
                state.bestScore = score(errors);
                state.average.byName().forEach((name, data) ->
                        System.arraycopy(data, 0, best.byName().get(name), 0, data.length));
            }
            state.seconds = sums.elapsed();
            if (checkpoint != null) {
                Checkpoint.write(checkpoint, settings(), state, best);
            }
            listener.epoch(new EpochReport(
                    state.epoch, state.step, learningRate(training.size()), sums.loss / sums.steps,
                    sums.norm / sums.steps, errors, sums.structures / sums.training(), state.seconds));
        }
        return new Model(model.config(), model.products(), best.copy(), model.references());
    }

    /** What an epoch adds up. */
    private static final class Progress {
        private final double before;
        private final long start;
        private final long epochStart = System.nanoTime();
        private long epochEnd = epochStart;
        private double loss;
        private double norm;
        private int steps;
        private int structures;

        private Progress(double before, long start) {
            this.before = before;
            this.start = start;
        }

        private double elapsed() {
            return before + (System.nanoTime() - start) * 1e-9;
        }

        private double training() {
            return (epochEnd - epochStart) * 1e-9;
        }
    }

    private void epoch(List<AtomGraph> training, TrainingListener listener, Progress sums) {
        int[] order = Order.shuffled(training.size(), new Random(options.seed() * 1_000_003 + state.epoch));
        for (int first = 0; first < order.length && !stopping && !timeIsUp(); first += options.batchSize()) {
            List<AtomGraph> batch = Arrays.stream(order, first, Math.min(order.length, first + options.batchSize()))
                    .mapToObj(training::get)
                    .toList();
            double loss = lossPlan.gradient(batch, state.parameters, gradient);
            requireFinite("loss", loss, batch);
            double rate = learningRate(training.size());
            state.step++;
            double norm = state.optimiser.step(state.parameters, gradient, rate, state.step);
            requireFinite("gradient's norm", norm, batch);
            sums.norm += norm;
            state.updateAverage(options.averageDecay());
            sums.loss += loss;
            sums.steps++;
            sums.structures += batch.size();
            state.seconds = sums.elapsed();
            listener.step(Math.min(1, progress(training.size())), loss);
        }
        sums.epochEnd = System.nanoTime();
    }

    private void requireFinite(String what, double value, List<AtomGraph> batch) {
        if (!Double.isFinite(value)) {
            String source = batch.getFirst().structure().source();
            throw new TrainingException("the " + what + " became " + value + " in epoch " + (state.epoch + 1)
                    + (source.isEmpty() ? "" : ", in the batch that begins with " + source)
                    + ": lower the learning rate (now " + options.learningRate() + ") or check these structures");
        }
    }

    /** An epoch of a large data set may take longer than the whole training may. */
    private boolean timeIsUp() {
        return options.minutes() > 0 && state.seconds >= 60 * options.minutes();
    }

    private double progress(int trainingSize) {
        if (options.minutes() > 0) {
            return state.seconds / (60 * options.minutes());
        }
        long stepsAnEpoch = (trainingSize + options.batchSize() - 1) / options.batchSize();
        return (double) state.step / (stepsAnEpoch * options.epochs());
    }

    /** A linear rise, then half a cosine (arXiv 1608.03983). */
    private double learningRate(int trainingSize) {
        double warmUp = Math.min(1, (state.step + 1.0) / (options.warmUpSteps() + 1.0));
        double cosine = (1 + Math.cos(Math.PI * Math.min(1, progress(trainingSize)))) / 2;
        return options.learningRate() * warmUp * (FINAL_SHARE + (1 - FINAL_SHARE) * cosine);
    }

    private Errors validate(List<AtomGraph> validation) {
        potential.use(state.average);
        return evaluate(potential, validation, options.trainOnFixed());
    }

    /**
     * The errors of a potential.
     *
     * @param potential the potential
     * @param graphs labelled structures with their neighbours
     * @param countFixed whether atoms marked fixed count
     * @return the errors
     */
    public static Errors evaluate(NeuralPotential potential, List<AtomGraph> graphs, boolean countFixed) {
        Errors errors = new Errors(countFixed);
        for (int first = 0; first < graphs.size(); first += EVALUATION_BATCH) {
            List<AtomGraph> batch = List.copyOf(graphs.subList(first, Math.min(graphs.size(), first + EVALUATION_BATCH)));
            List<dev.tdn4j.tdn.md.Evaluation> evaluations = potential.evaluate(batch);
            for (int s = 0; s < batch.size(); s++) {
                errors.add(batch.get(s).structure(), evaluations.get(s));
            }
        }
        return errors;
    }

    /** What the best model is chosen by: the loss's own mixture of errors, as far as there are labels. */
    private double score(Errors errors) {
        double energy = Double.isNaN(errors.energyMae()) ? 0 : options.energyWeight() * errors.energyMae();
        double force = Double.isNaN(errors.forceRmse()) ? 0 : options.forceWeight() * errors.forceRmse();
        return energy + force;
    }

    @Override
    public void close() {
        lossPlan.close();
        potential.close();
    }
}
