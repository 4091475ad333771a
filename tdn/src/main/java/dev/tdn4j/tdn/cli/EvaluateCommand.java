package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tdn.train.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j evaluate}: the errors of a model on labelled structures. */
@Command(name = "evaluate", description = "Measure a model's errors on labelled structures.")
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private JsonOption json;

    @Mixin
    private ExecutorOption executor;

    @Mixin
    private ModelOption model;

    @Mixin
    private DataSetOptions format;

    @Option(names = "--data", required = true, paramLabel = "F", description = "Labelled structures: " + DataSetOptions.KINDS)
    private Path data;

    @Option(names = "--count-fixed", description = "Count the forces on atoms marked fixed too.")
    private boolean countFixed;

    @Option(names = "--plots", paramLabel = "DIR", description = "Folder for pictures of the errors (SVG).")
    private Path plots;

    @Override
    public Integer call() throws IOException {
        Model trained = model.read();
        Errors errors = new Errors(countFixed);
        ErrorPlots pictures = new ErrorPlots();
        int structures = 0;
        double seconds;
        try (NeuralPotential potential = new NeuralPotential(trained, Executors.preferred());
                DataSet labelled = format.open(data);
                Progress bar = new Progress("evaluate")) {
            StructureStream stream = new StructureStream(labelled, trained.config().cutoff(), potential);
            while (stream.hasNext()) {
                StructureStream.Evaluated next = stream.next();
                requireLabels(next.structure());
                errors.add(next.structure(), next.evaluation());
                if (plots != null) {
                    pictures.add(next.structure(), next.evaluation());
                }
                bar.count(++structures);
            }
            seconds = stream.seconds();
        }
        report(errors, pictures, structures, structures / seconds);
        return 0;
    }

    private void report(Errors errors, ErrorPlots pictures, int structures, double structuresPerSecond) throws IOException {
        if (plots != null) {
            Files.createDirectories(plots);
            for (Map.Entry<String, Plot> plot : pictures.plots(data.getFileName().toString()).entrySet()) {
                plot.getValue().write(plots.resolve(plot.getKey() + ".svg"));
            }
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("energyMae", finite(errors.energyMae()));
        results.put("energyRmse", finite(errors.energyRmse()));
        results.put("forceMae", finite(errors.forceMae()));
        results.put("forceRmse", finite(errors.forceRmse()));
        results.put("structures", structures);
        results.put("structuresPerSecond", structuresPerSecond);
        json.print(results, out -> out.printf(
                Locale.ROOT,
                "energy  MAE %8.3f  RMSE %8.3f meV/atom%nforces  MAE %8.2f  RMSE %8.2f meV/Å%n%d structures, %.0f a second%n",
                errors.energyMae(), errors.energyRmse(), errors.forceMae(), errors.forceRmse(), structures,
                structuresPerSecond));
    }

    private static void requireLabels(Structure structure) {
        if (structure.energy().isEmpty() && structure.forces().isEmpty()) {
            throw new DataException(structure.source() + ": the frame has neither energy nor forces to compare with");
        }
    }

    /** JSON has no NaN: errors of labels that no frame has are null. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
