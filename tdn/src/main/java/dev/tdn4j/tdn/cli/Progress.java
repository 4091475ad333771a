package dev.tdn4j.tdn.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar with the time left, on standard error. */
final class Progress implements AutoCloseable {

    private static final int STEPS = 10_000;
    private static final int REFRESH_MILLIS = 500;
    private static final int SPARSE_MILLIS = 60_000;

    private final String task;
    private ProgressBar bar;

    /** Nothing shows before there is progress: a mistake found at the start stands alone on standard error. */
    Progress(String task) {
        this.task = task;
    }

    /** Elsewhere, in a log file say, a line a minute is enough. */
    static boolean inTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    private ProgressBar bar() {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(STEPS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(inTerminal() ? REFRESH_MILLIS : SPARSE_MILLIS)
                    .setMaxRenderedLength(110)
                    .build();
        }
        return bar;
    }

    /** Shows that a share of the work is done. */
    void at(double share) {
        bar().stepTo(Math.round(STEPS * share));
    }

    /** Shows what was found last. */
    void say(String message) {
        bar().setExtraMessage(message);
    }

    /** Shows how much is done where the whole is not known. */
    void count(int done) {
        bar().maxHint(-1);
        bar().stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
