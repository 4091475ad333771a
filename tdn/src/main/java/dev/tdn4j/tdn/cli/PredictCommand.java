package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j predict}: energies and forces of structures. */
@Command(name = "predict", description = "Write the energies and forces that a model gives to structures.")
final class PredictCommand implements Callable<Integer> {

    @Mixin
    private JsonOption json;

    @Mixin
    private ExecutorOption executor;

    @Mixin
    private ModelOption model;

    @Option(names = "--data", required = true, paramLabel = "F", description = "Structures, extended XYZ (.gz, .xz).")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "F", description = "Where to write them (.gz, .xz).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        TrainCommand.requireWritable(out);
        Model trained = model.read();
        List<Structure> predicted = new ArrayList<>();
        try (NeuralPotential potential = new NeuralPotential(trained, Executors.preferred());
                Progress bar = new Progress("predict")) {
            StructureStream.evaluate(data, trained.config().cutoff(), potential, (structure, evaluation, seconds) -> {
                predicted.add(structure.withEnergy(evaluation.energy()).withForces(evaluation.forces()));
                bar.count(predicted.size());
            });
        }
        ExtendedXyz.write(out, predicted);
        json.print(
                Map.of("structures", predicted.size(), "out", out.toString()),
                text -> text.printf("%d structures written to %s%n", predicted.size(), out));
        return 0;
    }
}
