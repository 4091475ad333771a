package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Space;
import java.util.ArrayList;
import java.util.List;

/** Operations over the items of one space that run tile by tile in one loop: what passes between them stays in cache. */
final class Stage {

    final Space space;
    final List<Step> steps = new ArrayList<>();
    /** Whether its values are {@link Schedule#isSteady steady}, so that it runs only when parameters are new. */
    final boolean steady;
    /** Whether no chunk may part the edges of a destination. */
    boolean wholeDestinations;
    /** The floats of scratch that a tile of {@link #tile} items needs. */
    int scratch;
    /** Items of a tile. */
    int tile;
    /** Where the chunks begin, and after them the number of items. */
    int[] chunkStart = new int[1];
    int chunks;

    Stage(Space space, boolean steady) {
        this.space = space;
        this.steady = steady;
    }

    void run(Worker worker, int chunk) {
        int from = chunkStart[chunk];
        int to = chunkStart[chunk + 1];
        for (Step step : steps) {
            step.begin(chunk, from, to);
        }
        for (int item = from; item < to; item += tile) {
            int count = Math.min(tile, to - item);
            for (int s = 0; s < steps.size(); s++) {
                steps.get(s).run(worker, chunk, item, count);
            }
        }
    }

    void finish() {
        for (int s = 0; s < steps.size(); s++) {
            steps.get(s).finish(chunks);
        }
    }
}
