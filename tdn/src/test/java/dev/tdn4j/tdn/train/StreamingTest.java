package dev.tdn4j.tdn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tdn.data.DataOptions;
import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.data.DataSets;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.model.Model;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on a data set of which little or nothing stays in memory. */
class StreamingTest {

    private static final double CUTOFF = 4;
    private static final TrainingOptions OPTIONS = Ethanol.options(2);

    @TempDir
    private Path folder;

    private DataSet open() {
        Path file = folder.resolve("train.extxyz");
        ExtendedXyz.write(file, Ethanol.frames(20));
        return DataSets.open(file, DataOptions.standard());
    }

    private static Model train(TrainingData data) throws IOException {
        Model start = Ethanol.model(data, Ethanol.smallConfig(CUTOFF), 1);
        try (Trainer trainer = new Trainer(start, OPTIONS, new VectorExecutor())) {
            return trainer.train(data.training(), data.validation(), null, TrainingListener.SILENT);
        }
    }

    /** With memory for all, for a few structures and for none: the same bits. */
    @Test
    void theSameBitsHoweverMuchIsKept() throws IOException {
        try (DataSet set = open()) {
            Model model = train(TrainingData.of(set, List.of(), CUTOFF, OPTIONS, share -> {}, 1 << 24));
            for (long memory : new long[] {26_000, 0}) {
                Model other = train(TrainingData.of(set, List.of(), CUTOFF, OPTIONS, share -> {}, memory));
                model.parameters().byName().forEach(
                        (name, values) -> assertArrayEquals(values, other.parameters().byName().get(name), 0f, name));
            }
        }
    }

    /** An ethanol molecule has 9 atoms and at most 72 directed edges: between 2 and 7 kB. */
    @Test
    void asMuchIsKeptAsThereIsMemory() {
        try (DataSet set = open()) {
            for (int budget : new int[] {0, 1000, 14_000, 140_000}) {
                GraphSet graphs = new GraphSet(set, CUTOFF, budget);
                graphs.forEach(graph -> assertEquals(9, graph.atoms()));
                assertTrue(graphs.kept() >= Math.min(20, budget / 7000), graphs.kept() + " are kept");
                assertTrue(graphs.kept() <= budget / 2000, graphs.kept() + " are kept");
            }
        }
    }

    /** A structure that was given can be collected: the data set holds on to none. */
    @Test
    void nothingIsHeld() throws InterruptedException {
        try (DataSet set = open()) {
            TrainingData data = TrainingData.of(set, List.of(), CUTOFF, OPTIONS, share -> {}, 0);
            List<WeakReference<Object>> given = new ArrayList<>();
            for (int i = 0; i < data.training().size(); i++) {
                given.add(new WeakReference<>(data.training().get(i)));
                given.add(new WeakReference<>(set.get(i)));
            }
            for (int tries = 0; tries < 100 && given.stream().anyMatch(reference -> reference.get() != null); tries++) {
                System.gc();
                Thread.sleep(10);
            }
            assertEquals(0, given.stream().filter(reference -> reference.get() != null).count());
            assertEquals(20, set.size());
        }
    }
}
