package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.AlsProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows on standard error how far factors have come: a bar in a terminal, a line a few seconds elsewhere. */
final class FactorProgress implements Consumer<AlsProgress>, AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

    private final PrintWriter err;
    private final String task;
    private long lastLine = System.nanoTime();
    /** Made when first needed: factors that need not be computed show nothing. */
    private ProgressBar bar;

    FactorProgress(PrintWriter err, String task) {
        this.err = err;
        this.task = task;
    }

    @Override
    public void accept(AlsProgress progress) {
        if (inTerminal()) {
            showBar(progress);
        } else if (System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            err.println(task + ", start " + progress.start() + " of at most " + progress.starts() + ", " + summary(progress));
            err.flush();
        }
    }

    private void showBar(AlsProgress progress) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setUnit(" starts", 1)
                    .setInitialMax(progress.starts())
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .hideEta()
                    .build();
        }
        bar.stepTo(progress.start() - 1);
        bar.setExtraMessage(summary(progress));
    }

    private static String summary(AlsProgress progress) {
        String best = Double.isInfinite(progress.bestError()) ? "" : ", best start %.2e".formatted(progress.bestError());
        return "step %d, relative error %.2e%s".formatted(progress.step(), progress.relativeError(), best);
    }

    private static boolean inTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
