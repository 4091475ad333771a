package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.ConfigJson;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.settings.RecordSettings;
import dev.tdn4j.tdn.train.EpochReport;
import dev.tdn4j.tdn.train.Trainer;
import dev.tdn4j.tdn.train.TrainingData;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.io.PrintWriter;
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
                + "Writes the model, and beside it a checkpoint, a CSV log, a picture and a page (.html) after every epoch. "
                + "Interrupted training goes on with --resume.")
final class TrainCommand implements Callable<Integer> {

    /** The exit code of a program ended by SIGINT, by the shells' convention. */
    private static final int INTERRUPTED = 130;

    private static final long QUIET_NANOS = 3_000_000_000L;

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

    @Option(
            names = "--valid",
            paramLabel = "F",
            description = "Validation set; default: 5 %% of the training set, whole molecules where they are named.")
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
        try (DataSet structures = format.open(train);
                DataSet validation = valid == null ? null : format.open(valid)) {
            TrainingData data = read(structures, validation == null ? List.of() : validation, resolved);
            return train(data, resolved, descriptions(structures, validation, data));
        }
    }

    /** Shows progress only where there is time to see it: a mistake found soon stands alone on standard error. */
    private static TrainingData read(List<Structure> structures, List<Structure> validation, TrainingSettings.Resolved resolved) {
        long start = System.nanoTime();
        try (Progress bar = new Progress("read")) {
            return TrainingData.of(structures, validation, resolved.config().cutoff(), resolved.options(), share -> {
                if (System.nanoTime() - start > QUIET_NANOS) {
                    bar.at(share);
                }
            });
        }
    }

    private static List<List<String>> descriptions(DataSet structures, DataSet validation, TrainingData data) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("training", structures.description() + "; learned from: " + data.training().size()));
        rows.add(List.of("validation", (validation == null ? "kept apart from it" : validation.description())
                + ": " + data.validation().size()));
        return rows;
    }

    private int train(TrainingData data, TrainingSettings.Resolved resolved, List<List<String>> descriptions)
            throws IOException {
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
        Map<String, Object> all = ConfigJson.toMap(config);
        all.putAll(RecordSettings.toMap(options));
        // Until the interrupt is closed the JVM waits, so that after Ctrl-C the model is written and the report printed.
        try (Trainer trainer = new Trainer(start, options, runner);
                Interrupt interrupt = new Interrupt(trainer::stop);
                TrainingRun run = new TrainingRun(
                        model, trainer, data, new TrainingReport(beside(".html"), model.getFileName().toString(), descriptions, all))) {
            if (resume) {
                trainer.resume(beside(".checkpoint"));
            }
            run.train();
            run.finish(runner, interrupt.happened());
            report(run, initial.count(), trainer.epoch(), interrupt.happened());
            return interrupt.happened() ? INTERRUPTED : 0;
        }
    }

    static String line(EpochReport report) {
        return String.format(
                Locale.ROOT,
                "epoch %d  F %.1f meV/Å  E %.2f meV/atom  %.0f/s",
                report.epoch(), report.validation().forceRmse(), report.validation().energyMae(), report.structuresPerSecond());
    }

    private void report(TrainingRun run, long parameters, int done, boolean interrupted) throws IOException {
        EpochReport last = run.last();
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("epochs", done);
        results.put("forceRmse", run.errors() == null ? null : finite(run.errors().forceRmse()));
        results.put("energyMae", run.errors() == null ? null : finite(run.errors().energyMae()));
        results.put("parameters", parameters);
        results.put("seconds", last == null ? 0 : last.seconds());
        results.put("structuresPerSecond", last == null ? null : last.structuresPerSecond());
        results.put("interrupted", interrupted);
        results.put("model", model.toString());
        json.print(results, out -> print(out, run, done, interrupted));
    }

    private void print(PrintWriter out, TrainingRun run, int done, boolean interrupted) {
        if (interrupted && done == 0) {
            out.println("interrupted before the first epoch ended: nothing is written");
        } else if (interrupted) {
            out.printf("interrupted: the last checkpoint is %s; go on with --resume%n", beside(".checkpoint"));
        }
        if (run.errors() != null) {
            out.printf(
                    Locale.ROOT,
                    "%s: force RMSE %.2f meV/Å, energy MAE %.3f meV/atom on the validation set; see %s%n",
                    model, run.errors().forceRmse(), run.errors().energyMae(), beside(".html"));
        }
    }

    /** JSON has no NaN: errors of labels that no structure has are null. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
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
