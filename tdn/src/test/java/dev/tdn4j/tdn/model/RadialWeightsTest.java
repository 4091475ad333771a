package dev.tdn4j.tdn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.train.Ethanol;
import dev.tdn4j.tdn.train.TrainingData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RadialWeightsTest {

    private static final double CUTOFF = 3;

    /** Without the learned matrix a weight is its offset times the envelope, the same for all channels of a group. */
    @Test
    void weightsOfAGroupAreItsChannels() {
        List<Structure> frames = Ethanol.frames(6);
        TrainingData data = TrainingData.of(frames, List.of(), CUTOFF, Ethanol.options(1));
        Model model = Ethanol.model(data, Ethanol.smallConfig(CUTOFF).with("layers", 2).with("pathGroups", "path"), 3);
        int channels = model.config().channels();
        for (int layer = 0; layer < 2; layer++) {
            Arrays.fill(model.parameters().byName().get("block" + layer + ".radial.out.weight"), 0);
            float[] offset = model.parameters().byName().get("block" + layer + ".radial.out.offset");
            assertEquals(5 * channels, offset.length);
            for (int c = 0; c < offset.length; c++) {
                offset[c] = 10 * layer + c / channels + 1;
            }
        }
        List<AtomGraph> graphs = frames.stream().limit(2).map(f -> AtomGraph.of(f, CUTOFF)).toList();
        int edges = graphs.stream().mapToInt(AtomGraph::edges).sum();
        double[][] weights = RadialWeights.of(model, graphs);
        assertEquals(5, weights.length);
        for (int g = 0; g < 5; g++) {
            assertEquals(2 * edges * channels, weights[g].length);
            for (int t = 0; t < weights[g].length; t++) {
                int layer = t / (edges * channels);
                double envelope = weights[0][t] / (10 * layer + 1);
                assertTrue(envelope >= 0 && envelope <= 1);
                assertEquals((10 * layer + g + 1) * envelope, weights[g][t], 1e-12);
            }
        }
        assertTrue(Arrays.stream(weights[4]).max().orElseThrow() > 1);
    }
}
