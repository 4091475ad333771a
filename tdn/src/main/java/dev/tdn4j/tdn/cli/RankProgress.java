package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.RankProfile;
import dev.tdn4j.cpdecomp.RankSearchProgress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shows on standard error how far searches of ranks have come, the best so far and the time left: a bar in a terminal, a
 * line every few seconds elsewhere.
 */
final class RankProgress implements Consumer<RankSearchProgress>, AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

    private final PrintWriter err;
    private final long begin = System.nanoTime();
    private final long budget;
    private final Progress bar = new Progress("ranks");
    private long lastLine = begin;
    private String task = "";

    RankProgress(PrintWriter err, double minutes) {
        this.err = err;
        this.budget = Math.round(minutes * 60e9);
    }

    /** The time left for all searches, not below 0. */
    long nanosLeft() {
        return Math.max(0, budget - (System.nanoTime() - begin));
    }

    /** A search begins. */
    void begin(String label, RankProfile.Row row) {
        task = "%s, %s, best %d".formatted(label, power(row.tolerance()), row.rank());
    }

    @Override
    public void accept(RankSearchProgress progress) {
        at(progress.error());
    }

    /** Somewhere on the way a relative error is reached. */
    void at(double error) {
        String now = "%s, trying %.1e".formatted(task, error);
        if (Progress.inTerminal()) {
            bar.at(1 - (double) nanosLeft() / budget);
            bar.say(now);
        } else if (System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
            tell(now);
        }
    }

    /** All searches of a product have ended. */
    void end(String label, List<RankProfile.Row> rows) {
        tell(rows.stream()
                .map(row -> power(row.tolerance()) + " " + rank(row))
                .collect(Collectors.joining(", ", label + ": ", "")));
    }

    private void tell(String line) {
        lastLine = System.nanoTime();
        long seconds = nanosLeft() / 1_000_000_000;
        err.printf(Locale.ROOT, "%s; at most %d:%02d left%n", line, seconds / 60, seconds % 60);
        err.flush();
    }

    /** A tolerance as users type it. */
    static String power(double tolerance) {
        return "%.2e".formatted(tolerance).replaceFirst("\\.?0*e-0?", "e-");
    }

    /** A rank, with a mark if its search did not end. */
    static String rank(RankProfile.Row row) {
        return (row.searched() ? "" : "≤") + row.rank();
    }

    @Override
    public void close() {
        bar.close();
    }
}
