package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tdn.train.EpochReport;
import dev.tdn4j.tdn.train.Errors;
import dev.tdn4j.tdn.train.Trainer;
import dev.tdn4j.tdn.train.TrainingData;
import dev.tdn4j.tdn.train.TrainingException;
import dev.tdn4j.tdn.train.TrainingListener;
import dev.tdn4j.tdn.train.TrainingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A training with all that is written beside the model while it goes on, when it ends, and when it fails. */
final class TrainingRun implements TrainingListener, AutoCloseable {

    /** More points than this make a picture no clearer. */
    private static final int MOST_DRAWN = 1000;

    private final Path model;
    private final Trainer trainer;
    private final TrainingData data;
    private final TrainingReport page;
    private final Progress bar = new Progress("train");
    private TrainingLog log;
    private EpochReport last;
    private Errors errors;

    TrainingRun(Path model, Trainer trainer, TrainingData data, TrainingReport page) {
        this.model = model;
        this.trainer = trainer;
        this.data = data;
        this.page = page;
    }

    /** The last epoch of this run, or null. */
    EpochReport last() {
        return last;
    }

    /** The errors of the best model on the validation set, or null where none is known. */
    Errors errors() {
        return errors;
    }

    /**
     * Trains to the end.
     *
     * @throws TrainingException if the loss is no longer a number, once everything of use is saved
     */
    void train() throws IOException {
        log = new TrainingLog(beside(".csv"), beside(".svg"), trainer.epoch());
        try {
            trainer.train(data.training(), data.validation(), beside(".checkpoint"), this);
        } catch (TrainingException e) {
            throw saved(e);
        }
    }

    private TrainingException saved(TrainingException e) throws IOException {
        Path batch = beside(".failed.extxyz");
        ExtendedXyz.write(batch, e.structures());
        String kept = "; the batch is in " + batch;
        if (trainer.epoch() > 0) {
            ModelFile.write(model, trainer.best());
            page.end("failed: " + e.getMessage(), log, Map.of());
            kept += ", the best model so far in " + model + ", the last checkpoint in " + beside(".checkpoint");
        }
        return new TrainingException(e.getMessage() + kept, e.structures());
    }

    @Override
    public void step(double progress, double loss) {
        bar.at(progress);
    }

    @Override
    public void epoch(EpochReport report) {
        last = report;
        errors = report.best() ? report.validation() : errors;
        bar.say(TrainCommand.line(report));
        try {
            log.add(report);
            page.epoch(report, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the best model, and unless somebody waits for the program to end, the pictures of its errors. */
    void finish(Executor executor, boolean interrupted) throws IOException {
        if (trainer.epoch() == 0) {
            return;
        }
        Model best = trainer.best();
        ModelFile.write(model, best);
        if (interrupted) {
            page.end("interrupted after " + trainer.epoch() + " epochs", log, Map.of());
        } else {
            page.end("ended after " + trainer.epoch() + " epochs" + (trainer.isStale() ? ", for want of improvement" : ""),
                    log, pictures(best, executor));
        }
    }

    private Map<String, Plot> pictures(Model best, Executor executor) {
        ErrorPlots plots = new ErrorPlots();
        try (NeuralPotential potential = new NeuralPotential(best, executor)) {
            errors = Trainer.evaluate(potential, data.validation(), trainer.countsFixed());
            for (AtomGraph graph : data.validation().subList(0, Math.min(MOST_DRAWN, data.validation().size()))) {
                Evaluation evaluation = potential.evaluate(List.of(graph)).getFirst();
                plots.add(graph.structure(), evaluation);
            }
        }
        return plots.plots("validation set");
    }

    private Path beside(String suffix) {
        return model.resolveSibling(model.getFileName() + suffix);
    }

    @Override
    public void close() {
        bar.close();
    }
}
