package dev.tdn4j.cpdecomp.invariant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Starts of an {@link InvariantSearch} with one seed after the other: how a rank in orbits was found, and finds it again. */
public final class OrbitStarts {

    private static final String USAGE = "OrbitStarts L all|even GROUP[,GROUP…] RANK FIRST_SEED LAST_SEED";
    /** Relative errors that are only rounding. */
    private static final double EXACT = 1e-12;

    private OrbitStarts() {}

    /**
     * Prints a line of JSON a start, until one is exact. All chance in a start comes from its group and its seed.
     *
     * @param arguments the degree, the paths, the point groups by Schoenflies' symbols, the largest rank, the first and the
     *     last seed; every seed is tried with each group
     */
    public static void main(String[] arguments) {
        if (arguments.length != 6) {
            throw new IllegalArgumentException(USAGE);
        }
        InvariantSearch search = new InvariantSearch(Integer.parseInt(arguments[0]), arguments[1].equals("even"));
        List<String> groups = List.of(arguments[2].split(","));
        int rank = Integer.parseInt(arguments[3]);
        for (long seed = Long.parseLong(arguments[4]); seed <= Long.parseLong(arguments[5]); seed++) {
            for (String group : groups) {
                if (start(search, group, rank, seed)) {
                    return;
                }
            }
        }
    }

    /** True if the end was exact. */
    private static boolean start(InvariantSearch search, String group, int rank, long seed) {
        long begin = System.nanoTime();
        Optional<InvariantSearch.Attempt> end = search.start(group, rank, new SplittableRandom(seed), () -> false);
        double error = end.map(InvariantSearch.Attempt::relativeError).orElse(1.0);
        System.out.printf(
                Locale.ROOT,
                "{\"group\":\"%s\",\"seed\":%d,\"most\":%d,\"rank\":%s,\"relativeError\":%.2e,\"seconds\":%.2f}%n",
                group, seed, rank, end.map(found -> String.valueOf(found.factors().rank())).orElse("null"), error, (System.nanoTime() - begin) / 1e9);
        return error <= EXACT;
    }
}
