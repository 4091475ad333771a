package dev.tdn4j.kernels.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the time of profiled plans goes, step by step. Timing costs some 50 ns for every step of every tile; the shares
 * matter, not the sum.
 */
public final class Profile {

    /**
     * The time that one step of a plan took.
     *
     * @param kind the kernel
     * @param step what it computes, from what
     * @param nanos the time on all threads since the last {@link #reset}
     */
    public record Row(String kind, String step, long nanos) {}

    private final List<TimedStep> steps = new ArrayList<>();

    /** A profile without plans: {@link VectorExecutor#VectorExecutor(dev.tdn4j.tensor.work.WorkPool, Profile)} adds them. */
    public Profile() {}

    Step timed(Step step, int threads) {
        TimedStep timed = new TimedStep(step, threads);
        steps.add(timed);
        return timed;
    }

    /** Forgets all times. */
    public void reset() {
        steps.forEach(TimedStep::reset);
    }

    /**
     * The times since the last reset.
     *
     * @return the longest first
     */
    public List<Row> rows() {
        return steps.stream().map(TimedStep::row).sorted(Comparator.comparingLong(Row::nanos).reversed()).toList();
    }
}
