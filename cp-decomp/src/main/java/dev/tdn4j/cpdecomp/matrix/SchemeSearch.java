package dev.tdn4j.cpdecomp.matrix;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A random walk on a flip graph in search of a scheme of few terms. The walk flips; when it has not reduced for a while it
 * makes a plus transition, one term above the best rank at most. Flips and plus transitions can be done in integers as well, so
 * they keep a scheme liftable, but a reduction modulo 2 may not: each scheme of fewer terms is lifted when it is met, and if
 * that fails the walk returns to the last one that could be. The same search gives the same scheme.
 *
 * @param rows n
 * @param inner m
 * @param columns p
 * @param start where the walk begins
 * @param seed of the walk
 * @param steps the number of flips
 */
record SchemeSearch(int rows, int inner, int columns, String start, long seed, long steps) {

    private static final int PATIENCE = 5_000;
    private static final int LIFT_EVERY = 1_000_000;
    private static final int SPARE = 8;
    private static final int DRAWS = 4;

    /** The scheme with the least number of terms that the walk met, and the flips that it took to get there. */
    record Found(MatrixScheme scheme, long steps) {}

    /** A search as text: sizes, start, seed and steps. */
    static SchemeSearch parse(String text) {
        String[] words = text.strip().split(" ");
        if (words.length != 6) {
            throw new IllegalArgumentException("a search is “rows inner columns start seed steps”, not “" + text + "”");
        }
        return new SchemeSearch(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                words[3],
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }

    /** The text that {@link #parse} reads. */
    String text() {
        return "%d %d %d %s %d %d".formatted(rows, inner, columns, start, seed, steps);
    }

    /**
     * Walks.
     *
     * @param known the schemes that the start may be made of
     * @param target the walk ends at a scheme of this many terms
     * @return empty if nothing could be lifted that has fewer terms than the start
     */
    Optional<Found> run(SchemeCombinations known, int target) {
        boolean cyclic = !start.equals("combined") && !start.equals("textbook");
        List<FlipGraph.Term> anchor = startScheme(known).modulo2();
        FlipGraph graph = new FlipGraph(anchor, cyclic, SPARE);
        SplittableRandom random = new SplittableRandom(seed);
        Found found = null;
        int leastFound = graph.rank();
        long patience = PATIENCE;
        for (long step = 1; step <= steps && leastFound > target; step++) {
            boolean stuck = !graph.flip(random);
            boolean lower = graph.rank() < anchor.size();
            if (lower || step % LIFT_EVERY == 0 && graph.rank() == anchor.size()) {
                SignLifting lifting = new SignLifting(rows, inner, columns, graph);
                if (lifting.isSolvable()) {
                    anchor = graph.allTerms();
                    patience = step + PATIENCE;
                } else {
                    graph = new FlipGraph(anchor, cyclic, SPARE);
                }
                for (int draw = 0; draw < DRAWS && lifting.isSolvable() && graph.rank() < leastFound; draw++) {
                    Optional<MatrixScheme> scheme = lifting.draw(random);
                    if (scheme.isPresent()) {
                        leastFound = graph.rank();
                        found = new Found(scheme.get(), step);
                    }
                }
            }
            if (stuck || step >= patience) {
                if (graph.rank() <= anchor.size()) {
                    graph.plus(random);
                }
                patience = step + PATIENCE;
            }
        }
        return Optional.ofNullable(found);
    }

    private MatrixScheme startScheme(SchemeCombinations known) {
        String[] parts = start.split("[:,+*]");
        return switch (parts[0]) {
            case "textbook" -> MatrixScheme.naive(rows, inner, columns);
            case "combined" -> known.scheme(rows, inner, columns);
            case "projectors" -> {
                int[] intervals = new int[parts.length - 1];
                for (int i = 0; i < intervals.length; i++) {
                    intervals[i] = Integer.parseInt(parts[i + 1]);
                }
                yield MatrixScheme.ofProjectors(intervals);
            }
            case "cyclic" -> {
                int first = Integer.parseInt(parts[1]);
                if (parts.length == 2) {
                    yield known.cyclic(first);
                }
                int second = Integer.parseInt(parts[2]);
                yield start.contains("+")
                        ? known.cyclicSum(first, second)
                        : known.cyclic(first).nesting(known.cyclic(second));
            }
            default -> throw new IllegalArgumentException("no start of a search is called " + start);
        };
    }
}
