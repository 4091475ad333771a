package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.ExtendedXyzReader;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.NeuralPotential;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Evaluates the structures of a file a few at a time, so that the file may be larger than memory. */
final class StructureStream {

    private static final int BATCH = 16;

    private StructureStream() {}

    /** Takes one evaluated structure. */
    @FunctionalInterface
    interface Sink {
        void accept(Structure structure, Evaluation evaluation, double seconds);
    }

    static void evaluate(Path file, double cutoff, NeuralPotential potential, Sink sink) {
        try (ExtendedXyzReader reader = ExtendedXyz.open(file)) {
            List<AtomGraph> batch = new ArrayList<>();
            while (reader.hasNext()) {
                batch.add(AtomGraph.of(reader.next(), cutoff));
                if (batch.size() == BATCH || !reader.hasNext()) {
                    long start = System.nanoTime();
                    List<Evaluation> evaluations = potential.evaluate(batch);
                    double seconds = (System.nanoTime() - start) * 1e-9 / batch.size();
                    for (int s = 0; s < batch.size(); s++) {
                        sink.accept(batch.get(s).structure(), evaluations.get(s), seconds);
                    }
                    batch.clear();
                }
            }
        }
    }
}
