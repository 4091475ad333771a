package dev.tdn4j.tdn.neighbours;

import dev.tdn4j.tdn.data.Cell;
import java.util.Arrays;

/**
 * Atoms sorted into bins by their fractional coordinates. Only occupied bins are kept, sorted by a key of three 21-bit
 * numbers, so that distant fragments cost no memory for the void between them.
 */
final class Bins {

    /** The most bins along one direction: three such numbers fit into a long. */
    private static final int MOST = 1 << 20;

    private final boolean[] periodic = new boolean[3];
    private final int[] size = new int[3];
    private final int[] reach = new int[3];
    private final int[] wrap;
    private final int[] atom;
    private final long[] key;
    private final int[] start;

    /** What is called for each bin near another. */
    @FunctionalInterface
    interface Visitor {
        /** The bin of this index, seen in the image that is moved by a, b, c lattice vectors. */
        void visit(int bin, int a, int b, int c);
    }

    /**
     * Sorts atoms.
     *
     * @param cell the cell; along directions that do not repeat, its frame only gives the axis
     * @param positions 3N, Å
     * @param radius how far a visit must reach, Å
     */
    Bins(Cell cell, double[] positions, double radius) {
        int n = positions.length / 3;
        this.wrap = new int[3 * n];
        long[] keyOfAtom = new long[n];
        double[] inverse = cell.inverse();
        double[] s = new double[n];
        for (int k = 0; k < 3; k++) {
            periodic[k] = cell.isPeriodic(k);
            for (int i = 0; i < n; i++) {
                s[i] = positions[3 * i] * inverse[k] + positions[3 * i + 1] * inverse[3 + k]
                        + positions[3 * i + 2] * inverse[6 + k];
            }
            double origin = periodic[k] ? 0 : Arrays.stream(s).min().orElseThrow();
            double extent = periodic[k] ? 1 : Math.max(Arrays.stream(s).max().orElseThrow() - origin, Double.MIN_NORMAL);
            double thickness = extent * cell.height(k);
            size[k] = (int) Math.clamp(Math.floor(thickness / radius), 1, MOST);
            // The next bins suffice where bins are thicker than the radius; a cell thinner than that, one bin, is met again
            // in more images than the next.
            reach[k] = periodic[k] ? (int) Math.ceil(radius * size[k] / thickness) : 1;
            for (int i = 0; i < n; i++) {
                if (periodic[k]) {
                    wrap[3 * i + k] = (int) Math.floor(s[i]);
                    s[i] -= wrap[3 * i + k];
                }
                // Rounding may put an atom onto the upper face: it belongs to the last bin.
                int bin = (int) Math.clamp((s[i] - origin) / extent * size[k], 0, size[k] - 1);
                keyOfAtom[i] = keyOfAtom[i] << 21 | bin;
            }
        }
        this.atom = sorted(keyOfAtom);
        this.key = Arrays.stream(keyOfAtom).sorted().distinct().toArray();
        this.start = new int[key.length + 1];
        for (long k : keyOfAtom) {
            start[Arrays.binarySearch(key, k) + 1]++;
        }
        for (int b = 0; b < key.length; b++) {
            start[b + 1] += start[b];
        }
    }

    /** Atoms in the order of their keys, then of their numbers. */
    private static int[] sorted(long[] keyOfAtom) {
        Integer[] order = new Integer[keyOfAtom.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Long.compare(keyOfAtom[i], keyOfAtom[j]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** The number of occupied bins. */
    int count() {
        return key.length;
    }

    /** Where the atoms of a bin begin; those of bin b are at start(b)..start(b+1)−1. */
    int start(int bin) {
        return start[bin];
    }

    /** The atom at a place. */
    int atom(int place) {
        return atom[place];
    }

    /** How many cells an atom lies outside along a direction. */
    int wrap(int i, int direction) {
        return wrap[3 * i + direction];
    }

    /** Visits every occupied bin that may hold an atom within the radius of one in the given bin, itself included. */
    void forEachNear(int bin, Visitor visitor) {
        int x = (int) (key[bin] >>> 42);
        int y = (int) (key[bin] >>> 21) & (1 << 21) - 1;
        int z = (int) key[bin] & (1 << 21) - 1;
        for (int u = low(x, 0); u <= high(x, 0); u++) {
            for (int v = low(y, 1); v <= high(y, 1); v++) {
                for (int w = low(z, 2); w <= high(z, 2); w++) {
                    long wanted = (long) Math.floorMod(u, size[0]) << 42
                            | (long) Math.floorMod(v, size[1]) << 21
                            | Math.floorMod(w, size[2]);
                    int found = Arrays.binarySearch(key, wanted);
                    if (found >= 0) {
                        visitor.visit(found, Math.floorDiv(u, size[0]), Math.floorDiv(v, size[1]), Math.floorDiv(w, size[2]));
                    }
                }
            }
        }
    }

    private int low(int bin, int k) {
        return periodic[k] ? bin - reach[k] : Math.max(bin - reach[k], 0);
    }

    private int high(int bin, int k) {
        return periodic[k] ? bin + reach[k] : Math.min(bin + reach[k], size[k] - 1);
    }
}
