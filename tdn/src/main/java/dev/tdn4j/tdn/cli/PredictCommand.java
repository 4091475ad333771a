package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
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

    @Mixin
    private DataSetOptions format;

    @Option(names = "--data", required = true, paramLabel = "F", description = "Structures: " + DataSetOptions.KINDS)
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "F", description = "Where to write them, as extended XYZ (.gz, .xz).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        TrainCommand.requireWritable(out);
        Model trained = model.read();
        int[] structures = new int[1];
        try (NeuralPotential potential = new NeuralPotential(trained, Executors.preferred());
                DataSet given = format.open(data);
                Progress bar = new Progress("predict")) {
            StructureStream stream = new StructureStream(given, trained.config().cutoff(), potential);
            // Written while it is computed: neither file need fit in memory.
            Iterator<Structure> predicted = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return stream.hasNext();
                }

                @Override
                public Structure next() {
                    StructureStream.Evaluated next = stream.next();
                    bar.count(++structures[0]);
                    return next.structure()
                            .withEnergy(next.evaluation().energy())
                            .withForces(next.evaluation().forces());
                }
            };
            ExtendedXyz.write(out, () -> predicted);
        }
        json.print(
                Map.of("structures", structures[0], "out", out.toString()),
                text -> text.printf("%d structures written to %s%n", structures[0], out));
        return 0;
    }
}
