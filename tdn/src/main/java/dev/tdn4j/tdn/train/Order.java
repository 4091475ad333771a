package dev.tdn4j.tdn.train;

import java.util.Random;

/** Random orders: those that Collections.shuffle gives, without objects. */
final class Order {

    private Order() {}

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
