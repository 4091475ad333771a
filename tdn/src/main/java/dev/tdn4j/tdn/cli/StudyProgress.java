package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.scaling.Subject;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows on standard error which subject of a study is timed and how long the rest will take: a bar in a terminal, a line
 * every few seconds elsewhere. Between two subjects nothing is drawn, so that no thread disturbs what is timed.
 */
final class StudyProgress implements AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

    private final PrintWriter err;
    private final int subjects;
    private final long begin = System.nanoTime();
    private long lastLine = begin;
    private int done;
    private String now = "";

    StudyProgress(PrintWriter err, int subjects) {
        this.err = err;
        this.subjects = subjects;
    }

    void begin(Subject subject) {
        now = subject.setting().title() + ": " + subject.title();
        show();
    }

    void end() {
        done++;
    }

    private void show() {
        boolean terminal = Progress.inTerminal();
        long time = System.nanoTime();
        if (terminal || time - lastLine > NANOS_BETWEEN_LINES) {
            lastLine = time;
            err.printf(Locale.ROOT, terminal ? "\r\033[K%s" : "%s%n", line(time));
            err.flush();
        }
    }

    /** Subjects take about as long as one another. */
    private String line(long time) {
        String left = "";
        if (done > 1) {
            long seconds = Math.round((time - begin) / 1e9 / done * (subjects - done));
            left = ", about %d:%02d left".formatted(seconds / 60, seconds % 60);
        }
        return "%d of %d, %s%s".formatted(done + 1, subjects, now, left);
    }

    @Override
    public void close() {
        if (Progress.inTerminal()) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
