package dev.tdn4j.tdn.train;

import java.util.Random;

/** Random orders, those that Collections.shuffle gives, without objects. */
final class Order {

    private Order() {}

    /**
     * The structures of an epoch in the order in which they are learned from: a pass over all in random order, or the next
     * part of endless passes.
     *
     * @param total the size of the training set
     * @param epoch how many epochs are done
     */
    static int[] ofEpoch(int total, TrainingOptions options, int epoch) {
        int count = options.structuresPerEpoch() == 0 ? total : options.structuresPerEpoch();
        int[] order = new int[count];
        long first = (long) epoch * count;
        for (int filled = 0; filled < count; ) {
            long pass = (first + filled) / total;
            int from = (int) ((first + filled) % total);
            int some = Math.min(count - filled, total - from);
            System.arraycopy(shuffled(total, new Random(options.seed() * 1_000_003 + pass)), from, order, filled, some);
            filled += some;
        }
        return order;
    }

    /** The numbers 0..n−1 in an order drawn from a stream. */
    static int[] shuffled(int n, Random random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n; i > 1; i--) {
            int j = random.nextInt(i);
            int swapped = order[i - 1];
            order[i - 1] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
