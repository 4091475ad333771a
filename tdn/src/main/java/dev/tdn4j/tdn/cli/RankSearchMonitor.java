package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.RankSearchProgress;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Shows on standard error how far a search for a rank has come, as the share of its time that has passed. */
final class RankSearchMonitor implements Consumer<RankSearchProgress>, AutoCloseable {

    private static final double SECONDS_BETWEEN_LINES = 5;

    private final PrintWriter err;
    private double lastLine;
    /** Made when first needed: a search that ends at once shows nothing. */
    private Progress bar;

    RankSearchMonitor(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(RankSearchProgress progress) {
        if (Progress.inTerminal()) {
            if (bar == null) {
                bar = new Progress("search");
            }
            bar.at(Math.min(1, progress.seconds() / progress.budget()));
            bar.say(summary(progress));
        } else if (progress.seconds() - lastLine > SECONDS_BETWEEN_LINES) {
            lastLine = progress.seconds();
            err.printf("search, %.0f s left at most, %s%n", Math.max(0, progress.budget() - progress.seconds()), summary(progress));
            err.flush();
        }
    }

    private static String summary(RankSearchProgress progress) {
        String found = progress.found() == 0 ? "none found yet" : "rank " + progress.found() + " found";
        return "%s, trying %d: error %.2e".formatted(found, progress.rank(), progress.error());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
