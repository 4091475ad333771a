package dev.tdn4j.tdn.neighbours;

import dev.tdn4j.tdn.data.DataException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The pairs found so far, each once, and the directed edges that they become. */
final class Pairs {

    /** Numbers kept for each pair: the centre, the neighbour, and the neighbour's shift. */
    private static final int STRIDE = 5;

    /** The most pairs: arrays of three numbers for each of two edges a pair must have an index. */
    private static final int MOST = Integer.MAX_VALUE / 8;

    private int[] data = new int[STRIDE * 64];
    private int count;

    /** A component of the lattice vector of a shift, Å. Negating the shift negates it exactly. */
    static double offset(double[] frame, int component, int a, int b, int c) {
        return a * frame[component] + b * frame[3 + component] + c * frame[6 + component];
    }

    /** Adds the pair of atom i with the image of atom j in the cell (a, b, c). */
    void add(int i, int j, int a, int b, int c) {
        int at = STRIDE * count;
        if (at == data.length) {
            if (count >= MOST / STRIDE) {
                throw new DataException("there are more than " + count + " pairs of atoms within the cutoff: is the cutoff,"
                        + " or are the positions, in Å?");
            }
            data = Arrays.copyOf(data, (int) Math.min(2L * data.length, (long) MOST / STRIDE * STRIDE));
        }
        data[at] = i;
        data[at + 1] = j;
        data[at + 2] = a;
        data[at + 3] = b;
        data[at + 4] = c;
        count++;
    }

    /** Both edges of every pair, in the order of {@link Neighbours}. */
    Neighbours edges(int atoms, double[] frame, long distanceChecks) {
        int edges = 2 * count;
        int[] order = order(edges);
        int[] place = new int[edges];
        for (int e = 0; e < edges; e++) {
            place[order[e]] = e;
        }
        int[] source = new int[edges];
        int[] destination = new int[edges];
        int[] shift = new int[3 * edges];
        double[] offset = new double[3 * edges];
        int[] pair = new int[edges];
        int[] edgeOfPair = new int[count];
        int[] reverse = new int[edges];
        int pairs = 0;
        for (int e = 0; e < edges; e++) {
            int half = order[e];
            source[e] = source(half);
            destination[e] = source(half ^ 1);
            for (int k = 0; k < 3; k++) {
                shift[3 * e + k] = shift(half, k);
                offset[3 * e + k] = offset(frame, k, shift(half, 0), shift(half, 1), shift(half, 2));
            }
            reverse[e] = place[half ^ 1];
            if (e < reverse[e]) {
                edgeOfPair[pairs] = e;
                pair[e] = pairs++;
            } else {
                pair[e] = pair[reverse[e]];
            }
        }
        return new Neighbours(atoms, source, destination, shift, offset, pair, edgeOfPair, reverse, distanceChecks);
    }

    /** Half-edge 2p leads from pair p's neighbour to its centre, half-edge 2p+1 back. */
    private int source(int half) {
        return data[STRIDE * (half >> 1) + 1 - (half & 1)];
    }

    private int shift(int half, int direction) {
        int shift = data[STRIDE * (half >> 1) + 2 + direction];
        return (half & 1) == 0 ? shift : -shift;
    }

    /** Half-edges by destination, source, shift: a radix sort, which is linear and stable, from the last key to the first. */
    private int[] order(int edges) {
        int[] order = new int[edges];
        Arrays.setAll(order, e -> e);
        for (int k = 2; k >= 0; k--) {
            int direction = k;
            order = sorted(order, half -> shift(half, direction));
        }
        order = sorted(order, this::source);
        return sorted(order, half -> source(half ^ 1));
    }

    private static int[] sorted(int[] order, IntUnaryOperator key) {
        int least = Arrays.stream(order).map(key).min().orElse(0);
        int greatest = Arrays.stream(order).map(key).max().orElse(0);
        if (least == greatest) {
            return order;
        }
        int[] next = new int[greatest - least + 2];
        for (int half : order) {
            next[key.applyAsInt(half) - least + 1]++;
        }
        for (int v = 1; v < next.length; v++) {
            next[v] += next[v - 1];
        }
        int[] sorted = new int[order.length];
        for (int half : order) {
            sorted[next[key.applyAsInt(half) - least]++] = half;
        }
        return sorted;
    }
}
