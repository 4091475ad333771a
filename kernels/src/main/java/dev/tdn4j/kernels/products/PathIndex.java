package dev.tdn4j.kernels.products;

import java.util.Arrays;
import java.util.List;

/** The place of a path among the weights, from the degrees of the axes in the order in which a map has them. */
record PathIndex(List<Path> paths, int[] order) {

    /** The index of a path whose degree on the original axis {@code order[a]} is {@code degrees[a]}. */
    int of(int... degrees) {
        int[] original = new int[3];
        for (int a = 0; a < 3; a++) {
            original[order[a]] = degrees[a];
        }
        int index = paths.indexOf(new Path(original[0], original[1], original[2]));
        if (index < 0) {
            throw new IllegalArgumentException("no path has the degrees " + Arrays.toString(original));
        }
        return index;
    }
}
