package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.train.EpochReport;
import dev.tdn4j.tdn.train.Trainer;
import dev.tdn4j.tdn.train.TrainingData;
import dev.tdn4j.tdn.train.TrainingListener;
import dev.tdn4j.tdn.train.TrainingLog;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tdn4j train}: from labelled structures to a model. */
@Command(
        name = "train",
        description = "Train a potential on energies and forces.%n"
                + "Writes the model, and beside it a checkpoint, a CSV log and a picture of the errors after every epoch. "
                + "Interrupted training goes on with --resume.")
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    @Mixin
    private ExecutorOption executor;

    @Mixin
    private DataSetOptions format;

    @Option(names = "--train", required = true, paramLabel = "F", description = "Training set: " + DataSetOptions.KINDS)
    private Path train;

    @Option(names = "--valid", paramLabel = "F", description = "Validation set; default: 5 %% of the training set, whole molecules where they are named.")
    private Path valid;

    @Option(names = "--model", required = true, paramLabel = "OUT", description = "Where to write the model.")
    private Path model;

    @Option(names = "--resume", description = "Go on from the checkpoint beside the model.")
    private boolean resume;

    @Mixin
    private TrainingSettings settings;

    @Override
    public Integer call() throws IOException {
        requireWritable(model);
        TrainingSettings.Resolved resolved = settings.resolve();
        TrainingOptions options = resolved.options();
        try (DataSet structures = format.open(train);
                DataSet validation = valid == null ? null : format.open(valid)) {
            TrainingData data = TrainingData.of(
                    structures, validation == null ? List.of() : validation, resolved.config().cutoff(), options);
            return train(data, resolved);
        }
    }

    private int train(TrainingData data, TrainingSettings.Resolved resolved) throws IOException {
        TrainingOptions options = resolved.options();
        Executor runner = Executors.preferred();
        TdnConfig config = data.fit(resolved.config());
        SharedProduct products;
        try (FactorProgress progress = new FactorProgress(spec.commandLine().getErr(), "factors")) {
            products = SharedProduct.of(config, FactorCache.standard(), progress);
        }
        Parameters initial = Parameters.initial(
                new TdnNetwork(config, products.coupling()).parameters().values(), options.seed());
        Model start = new Model(config, products, initial, data.references());
        // Until the interrupt is closed the JVM waits, so that after Ctrl-C the model is written and the report printed.
        try (Trainer trainer = new Trainer(start, options, runner);
                Interrupt interrupt = new Interrupt(trainer::stop)) {
            Outcome outcome = run(trainer, data, interrupt);
            if (trainer.epoch() > 0) {
                ModelFile.write(model, outcome.model());
            }
            report(outcome, trainer.epoch(), initial.count());
            return outcome.interrupted() ? INTERRUPTED : 0;
        }
    }

    /** The exit code of a program ended by SIGINT, by the shells' convention. */
    private static final int INTERRUPTED = 130;

    private record Outcome(Model model, List<EpochReport> epochs, boolean interrupted) {}

    private Outcome run(Trainer trainer, TrainingData data, Interrupt interrupt) throws IOException {
        Path checkpoint = beside(".checkpoint");
        List<EpochReport> epochs = new ArrayList<>();
        if (resume) {
            trainer.resume(checkpoint);
        }
        try (Progress bar = new Progress("train")) {
            TrainingLog log = new TrainingLog(beside(".csv"), beside(".svg"), trainer.epoch());
            Model trained = trainer.train(data.training(), data.validation(), checkpoint, new TrainingListener() {
                @Override
                public void step(double progress, double loss) {
                    bar.at(progress);
                }

                @Override
                public void epoch(EpochReport report) {
                    epochs.add(report);
                    bar.say(line(report));
                    try {
                        log.add(report);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            return new Outcome(trained, epochs, interrupt.happened());
        }
    }

    static String line(EpochReport report) {
        return String.format(
                Locale.ROOT,
                "epoch %d  F %.1f meV/Å  E %.2f meV/atom  %.0f/s",
                report.epoch(), report.validation().forceRmse(), report.validation().energyMae(), report.structuresPerSecond());
    }

    private void report(Outcome outcome, int done, long parameters) throws IOException {
        Map<String, Object> results = new LinkedHashMap<>();
        EpochReport last = outcome.epochs().isEmpty() ? null : outcome.epochs().getLast();
        EpochReport best = outcome.epochs().stream()
                .min((a, b) -> Double.compare(a.validation().forceRmse(), b.validation().forceRmse()))
                .orElse(null);
        results.put("epochs", done);
        results.put("forceRmse", best == null ? null : best.validation().forceRmse());
        results.put("energyMae", best == null ? null : best.validation().energyMae());
        results.put("parameters", parameters);
        results.put("seconds", last == null ? 0 : last.seconds());
        results.put("structuresPerSecond", last == null ? null : last.structuresPerSecond());
        results.put("interrupted", outcome.interrupted());
        results.put("model", model.toString());
        json.print(results, out -> print(out, outcome, best, done));
    }

    private void print(PrintWriter out, Outcome outcome, EpochReport best, int done) {
        if (outcome.interrupted() && done == 0) {
            out.println("interrupted before the first epoch ended: nothing is written");
        } else if (outcome.interrupted()) {
            out.printf("interrupted: the last checkpoint is %s; go on with --resume%n", beside(".checkpoint"));
        }
        if (best != null) {
            out.printf(
                    Locale.ROOT,
                    "%s: force RMSE %.2f meV/Å, energy MAE %.3f meV/atom on the validation set (epoch %d)%n",
                    model, best.validation().forceRmse(), best.validation().energyMae(), best.epoch());
        }
    }

    private Path beside(String suffix) {
        return model.resolveSibling(model.getFileName() + suffix);
    }

    /** Found out before hours of training, not after. */
    static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new UserException(file + " is a folder: name a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new UserException("cannot write " + file + ": the folder " + folder + " does not exist");
        }
        if (!Files.isWritable(folder)) {
            throw new UserException("cannot write " + file + ": no permission to write in " + folder);
        }
    }
}
