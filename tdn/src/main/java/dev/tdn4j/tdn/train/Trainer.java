package dev.tdn4j.tdn.train;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.ConfigJson;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.ParameterSpec;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.settings.RecordSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Trains a model on energies and forces. Every epoch ends with the errors on the validation set and a checkpoint; the
 * model kept is the one whose averaged parameters had the smallest of them. The same seed gives the same result, on any
 * number of threads, and after any number of interruptions.
 */
public final class Trainer implements AutoCloseable {

    /** Structures evaluated at a time. */
    private static final int EVALUATION_BATCH = 16;

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
        TdnNetwork network = new TdnNetwork(model.config(), model.products().coupling(), options.dropout() > 0);
        this.specs = network.parameters().values();
        this.lossPlan = new LossPlan(network, model.references(), options, executor);
        this.potential = new NeuralPotential(model, executor);
        this.state = new TrainingState(model.parameters().copy(), new Adam(specs, options));
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
        settings.putAll(RecordSettings.toMap(options));
        settings.keySet().removeAll(List.of("epochs", "minutes", "earlyStopping"));
        return settings;
    }

    /**
     * The model with the parameters that were best on the validation set so far.
     *
     * @return the model; the one that training began with if no epoch is done
     */
    public Model best() {
        return new Model(model.config(), model.products(), best.copy(), model.references());
    }

    /**
     * Whether fixed atoms count in errors: those that are learned from do.
     *
     * @return true if the options say so
     */
    public boolean countsFixed() {
        return options.trainOnFixed();
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
        while (!stopping && progress(training.size()) < 1 && !isStale()) {
            Progress sums = new Progress(before, start);
            epoch(training, listener, sums);
            if (stopping) {
                break;
            }
            state.epoch++;
            double rate = learningRate(training.size());
            Errors errors = validate(validation);
            boolean improved = score(errors) < state.bestScore;
            LearningRate.observe(options, state, improved);
            if (improved) {
                state.bestScore = score(errors);
                state.average.byName().forEach((name, data) ->
                        System.arraycopy(data, 0, best.byName().get(name), 0, data.length));
            }
            state.seconds = sums.elapsed();
            if (checkpoint != null) {
                Checkpoint.write(checkpoint, settings(), state, best);
            }
            listener.epoch(new EpochReport(
                    state.epoch, state.step, rate, sums.loss / sums.steps,
                    sums.norm / sums.steps, errors, improved, sums.structures / sums.training(), state.seconds));
        }
        return best();
    }

    /**
     * Whether early stopping ends the training.
     *
     * @return true if the validation errors have not improved for as many epochs as the options allow
     */
    public boolean isStale() {
        return options.earlyStopping() > 0 && state.staleEpochs >= options.earlyStopping();
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
        int[] order = Order.ofEpoch(training.size(), options, state.epoch);
        for (int first = 0; first < order.length && !stopping && !timeIsUp(); first += options.batchSize()) {
            List<AtomGraph> batch = Arrays.stream(order, first, Math.min(order.length, first + options.batchSize()))
                    .mapToObj(training::get)
                    .toList();
            double loss = lossPlan.gradient(batch, state.parameters, gradient, state.step);
            requireFinite("loss", loss, batch, training);
            double norm = Adam.norm(gradient);
            requireFinite("gradient's norm", norm, batch, training);
            double rate = learningRate(training.size());
            state.step++;
            state.optimiser.step(state.parameters, gradient, norm, rate, state.step);
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

    private void requireFinite(String what, double value, List<AtomGraph> batch, List<AtomGraph> training) {
        if (!Double.isFinite(value)) {
            throw new TrainingException(
                    "the " + what + " became " + value + " in epoch " + (state.epoch + 1) + ", step " + (state.step + 1) + ": "
                            + Diagnosis.of(batch, training, state.parameters)
                            + "; lower the learning rate (now " + options.learningRate() + "), or mend or remove such structures",
                    batch.stream().map(AtomGraph::structure).toList());
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
        int structures = options.structuresPerEpoch() == 0 ? trainingSize : options.structuresPerEpoch();
        long stepsAnEpoch = (structures + options.batchSize() - 1) / options.batchSize();
        return (double) state.step / (stepsAnEpoch * options.epochs());
    }

    private double learningRate(int trainingSize) {
        return LearningRate.at(options, state, progress(trainingSize));
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
            List<Evaluation> evaluations = potential.evaluate(batch);
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
