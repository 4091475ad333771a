package dev.tdn4j.tdn.scaling;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Times calls in turn, so that what slows the machine for a while slows all of them, by the time that the processor gives to
 * this thread: what else runs meanwhile does not count.
 */
final class Stopwatch {

    /** Measurements of each call. */
    static final int ROUNDS = 7;

    /** How many times its time a call gets at most if it is not compiled by then. */
    private static final int PATIENCE = 10;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long warmUp;
    private final long round;

    /**
     * How long to look at each call.
     *
     * @param warmUp milliseconds of calls that are not measured: time for the compiler
     * @param round milliseconds of a measurement, or one call if that takes longer
     */
    Stopwatch(long warmUp, long round) {
        this.warmUp = warmUp * NANOS_PER_MILLI;
        this.round = round * NANOS_PER_MILLI;
    }

    /** Milliseconds that so many calls take, roughly, if none takes longer than a measurement may. */
    double expectedMillis(int calls) {
        return calls * (double) (warmUp + ROUNDS * round) / NANOS_PER_MILLI;
    }

    /**
     * Nanoseconds of every call.
     *
     * @return for every call its {@value #ROUNDS} measurements, in order of time: those of one round belong together
     */
    List<double[]> time(List<Runnable> calls) {
        List<double[]> times = new ArrayList<>();
        for (Runnable call : calls) {
            warmUp(call);
            times.add(new double[ROUNDS]);
        }
        for (int r = 0; r < ROUNDS; r++) {
            for (int c = 0; c < calls.size(); c++) {
                times.get(c)[r] = mean(calls.get(c), round);
            }
        }
        return times;
    }

    /** Kernels that are compiled allocate nothing; on a busy machine it can take the compiler a while to get to them. */
    private void warmUp(Runnable call) {
        long deadline = System.nanoTime() + PATIENCE * warmUp, before;
        do {
            mean(call, warmUp);
            before = thread.getCurrentThreadAllocatedBytes();
            call.run();
        } while (thread.getCurrentThreadAllocatedBytes() > before && System.nanoTime() < deadline);
    }

    /** After another call's turn the caches are that one's: the first call here is not counted. */
    private double mean(Runnable call, long duration) {
        call.run();
        long begin = thread.getCurrentThreadCpuTime(), now;
        int count = 0;
        do {
            call.run();
            count++;
            now = thread.getCurrentThreadCpuTime();
        } while (now - begin < duration);
        return (now - begin) / (double) count;
    }
}
