package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.AlsProgress;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Shows on standard error how far factors have come: a bar in a terminal, a line every few seconds elsewhere. */
final class FactorProgress implements Consumer<AlsProgress>, AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

    private final PrintWriter err;
    private final String task;
    private long lastLine = System.nanoTime();
    /** Made when first needed: factors that need not be computed show nothing. */
    private Progress bar;

    FactorProgress(PrintWriter err, String task) {
        this.err = err;
        this.task = task;
    }

    @Override
    public void accept(AlsProgress progress) {
        if (Progress.inTerminal()) {
            showBar(progress);
        } else if (System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            err.println(task + ", start " + progress.start() + " of at most " + progress.starts() + ", " + summary(progress));
            err.flush();
        }
    }

    /** The share of starts is what there is to show: nobody knows how many steps one takes. */
    private void showBar(AlsProgress progress) {
        if (bar == null) {
            bar = new Progress(task);
        }
        bar.at((progress.start() - 1.0) / progress.starts());
        bar.say(summary(progress));
    }

    private static String summary(AlsProgress progress) {
        String best = Double.isInfinite(progress.bestError()) ? "" : ", best start %.2e".formatted(progress.bestError());
        return "step %d, relative error %.2e%s".formatted(progress.step(), progress.relativeError(), best);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
