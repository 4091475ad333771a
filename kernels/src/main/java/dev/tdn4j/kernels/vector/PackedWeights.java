package dev.tdn4j.kernels.vector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The weights of channel mixing as {@link PackedMatrix packed matrices}, all in one array. Packing reads and writes every
 * weight once: little for weights that stay from run to run, too much for those that are set before every run. So a plan
 * packs at the first run that finds them as the run before left them. Results are the same bits either way.
 */
final class PackedWeights {

    /** Floats of an array that collectors place by itself, so that {@link PackedMatrix#ALIGNED} holds. */
    private static final int LARGE = 1 << 20;

    private final List<Slot> weights;
    private final List<PackedMatrix> matrices = new ArrayList<>();
    private boolean current;
    private int packings;

    /** Weights without storage yet; they may change before every run and never be packed. */
    PackedWeights(Collection<Slot> weights) {
        this.weights = List.copyOf(weights);
    }

    /** Lets products read the weights themselves: they are new. */
    void forget() {
        if (current) {
            weights.forEach(weight -> weight.packed = null);
            current = false;
        }
    }

    /** Lets products read packed weights; packs them if that has not been done since they were new. */
    void use() {
        if (current || weights.isEmpty()) {
            return;
        }
        if (matrices.isEmpty()) {
            allocate();
        }
        for (int w = 0; w < weights.size(); w++) {
            Slot weight = weights.get(w);
            weight.packed = matrices.get(w);
            weight.packed.set(weight.data, 0, weight.padded, 1);
        }
        current = true;
        packings++;
    }

    private void allocate() {
        int length = PackedMatrix.ALIGNED;
        for (Slot weight : weights) {
            length = Math.addExact(length, PackedMatrix.length(weight.type.rows(), weight.padded));
        }
        float[] storage = new float[Math.max(length, LARGE)];
        int offset = PackedMatrix.ALIGNED;
        for (Slot weight : weights) {
            matrices.add(new PackedMatrix(weight.type.rows(), weight.padded, storage, offset));
            offset += PackedMatrix.length(weight.type.rows(), weight.padded);
        }
    }

    /** How often all weights have been packed. */
    int packings() {
        return packings;
    }

    /** Frees the storage. */
    void close() {
        forget();
        matrices.clear();
    }
}
