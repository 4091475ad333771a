package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of one problem in the table of ranks: the best factors known at every tolerance, kept in a folder as they are found. */
final class BestRows {

    /** At one rank smaller entries are better, if they are clearly smaller. */
    private static final double SMALLER = 0.99;

    private final RankProblem problem;
    private final RankFolder folder;
    private final RankRow[] best = new RankRow[RankStudy.TOLERANCES.size()];

    BestRows(RankProblem problem, RankFolder folder) throws IOException {
        this.problem = problem;
        this.folder = folder;
        for (int t = 0; t < best.length; t++) {
            best[t] = folder.read(problem, RankStudy.TOLERANCES.get(t)).orElse(null);
        }
    }

    List<RankRow> known() {
        List<RankRow> rows = new ArrayList<>();
        for (RankRow row : best) {
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Whether any factors are within a tolerance. */
    boolean has(int t) {
        return best[t] != null;
    }

    int rank(int t) {
        return best[t].rank();
    }

    Factors factors(int t) {
        return best[t].found().factors();
    }

    /** The row of the smallest rank, at whatever tolerance. */
    int loosest() {
        int least = 0;
        for (int t = 1; t < best.length; t++) {
            if (has(t) && (!has(least) || rank(t) < rank(least))) {
                least = t;
            }
        }
        return least;
    }

    /**
     * Keeps factors for every tolerance that they meet at a smaller rank, or at the same rank with smaller entries.
     *
     * @return whether they were any
     */
    boolean offer(Factors factors, int trial, double seconds) {
        double error = problem.relativeError(factors);
        boolean kept = false;
        for (int t = 0; t < best.length; t++) {
            if (error <= RankStudy.TOLERANCES.get(t) && improves(factors, t)) {
                best[t] = RankFolder.row(problem, RankStudy.TOLERANCES.get(t), factors, trial, seconds);
                kept = true;
                try {
                    folder.write(best[t]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return kept;
    }

    private boolean improves(Factors factors, int t) {
        return !has(t)
                || factors.rank() < rank(t)
                || factors.rank() == rank(t) && RankRow.largestEntry(factors) < SMALLER * best[t].largestEntry();
    }
}
