package dev.tdn4j.tdn.train;

import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Masks of dropout: an entry is 0 with the chosen probability, else what keeps the mean at 1. They depend on the seed, the
 * step and the mask's name alone, so that resumed training has the same.
 */
final class DropoutMasks {

    private final Map<String, Type> masks;
    private final double dropout;
    private final long seed;

    DropoutMasks(Map<String, Type> masks, double dropout, long seed) {
        this.masks = masks;
        this.dropout = dropout;
        this.seed = seed;
    }

    /** Sets the masks of a step in a bound plan. */
    void setIn(Plan plan, int edges, long step) {
        masks.forEach((name, type) -> {
            if (type.space() != Space.EDGES) {
                throw new IllegalStateException("mask " + name + " is not over edges");
            }
            plan.set(name, mask(name, edges * type.itemSize(), step));
        });
    }

    /** The mask of a step. */
    float[] mask(String name, int size, long step) {
        long stream = new SplittableRandom(seed ^ (long) name.hashCode() << 32).nextLong() + step;
        SplittableRandom random = new SplittableRandom(new SplittableRandom(stream).nextLong());
        float kept = (float) (1 / (1 - dropout));
        float[] mask = new float[size];
        for (int i = 0; i < size; i++) {
            mask[i] = random.nextDouble() < dropout ? 0 : kept;
        }
        return mask;
    }
}
