package dev.tdn4j.kernels.machine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.DoubleSupplier;

/**
 * What this machine can do at most, measured in about three seconds: medians over rounds of the loops of
 * {@link CeilingLoops}. A benchmark measures them in its own run, because clocks and neighbours change, and prints every
 * kernel's share beside its time. Run as a program it prints them.
 *
 * @param floatPeak fused multiply-adds on floats in registers, one thread, GFLOP/s (each counts as two)
 * @param doublePeak the same on doubles
 * @param threads the processors that are there
 * @param floatPeakAll floats on all of them at once, GFLOP/s
 * @param doublePeakAll doubles on all of them at once, GFLOP/s
 * @param l1 data in the first-level cache
 * @param l2 data in the second level
 * @param l3 data in the third level
 * @param memory data in memory, or as far out as the heap allows
 */
public record Ceilings(
        double floatPeak, double doublePeak, int threads, double floatPeakAll, double doublePeakAll,
        Bandwidth l1, Bandwidth l2, Bandwidth l3, Bandwidth memory) {

    /** Working sets that lie in one level on any machine of the last ten years. */
    private static final int L1 = 24 << 10, L2 = 512 << 10, L3 = 8 << 20, MEMORY = 256 << 20;

    /** Floats in the longest cache line there is, 128 bytes. */
    private static final int LINE = 32;

    private static final int ROUNDS = 7, STEPS = 20_000;

    /** The length of a round in nanoseconds, and the time within which the compiler must get to the loops. */
    private static final long ROUND = 12_000_000, WARM_UP = 60_000_000_000L;

    /** What the loops compute is kept here, so that they must compute it. */
    private static volatile double sink;

    private static boolean warm;

    /**
     * How fast one thread reads and writes.
     *
     * @param bytes the working set
     * @param read GB/s (10⁹ bytes)
     * @param write GB/s of what is written; far from the core every line is read before, and the memory moves twice that
     */
    public record Bandwidth(long bytes, double read, double write) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d KiB: read %.0f GB/s, write %.0f GB/s", bytes >> 10, read, write);
        }
    }

    /**
     * Measures everything.
     *
     * @return the ceilings
     */
    public static Ceilings measure() {
        warmUp();
        int threads = Runtime.getRuntime().availableProcessors();
        long farthest = Math.min(MEMORY, Runtime.getRuntime().maxMemory() / 4);
        return new Ceilings(peak(Ceilings::floats, 1), peak(Ceilings::doubles, 1), threads,
                peak(Ceilings::floats, threads), peak(Ceilings::doubles, threads),
                bandwidth(L1), bandwidth(L2), bandwidth(L3), bandwidth(farthest));
    }

    /**
     * How fast one thread reads and writes an array over and over, from an element on at which vectors do not straddle
     * cache lines.
     *
     * @param bytes the working set, 4 KiB to 1 GiB
     * @return the bandwidths
     * @throws IllegalArgumentException if the size is out of range
     */
    public static Bandwidth bandwidth(long bytes) {
        float[] a = workingSet(bytes);
        int from = beginOfLine(a), length = a.length - LINE;
        double read = medianRate(ROUND, () -> {
            sink = CeilingLoops.read(a, from, length, times(bytes));
            return (double) bytes * times(bytes);
        });
        return new Bandwidth(bytes, read, write(a, from, bytes));
    }

    /**
     * {@link #bandwidth} of writes alone.
     *
     * @param bytes the working set, 4 KiB to 1 GiB
     * @return GB/s
     * @throws IllegalArgumentException if the size is out of range
     */
    public static double writeBandwidth(long bytes) {
        float[] a = workingSet(bytes);
        return write(a, beginOfLine(a), bytes);
    }

    private static double write(float[] a, int from, long bytes) {
        return medianRate(ROUND, () -> {
            CeilingLoops.write(a, from, a.length - LINE, times(bytes), 1);
            return (double) bytes * times(bytes);
        });
    }

    private static float[] workingSet(long bytes) {
        if (bytes < 4 << 10 || bytes > 1 << 30) {
            throw new IllegalArgumentException("the working set must be 4 KiB to 1 GiB, but is " + bytes + " bytes");
        }
        warmUp();
        return new float[(int) (bytes / Float.BYTES) + LINE];
    }

    /** How often a small working set is gone through before the clock is asked. */
    private static int times(long bytes) {
        return (int) Math.max(1, (1 << 20) / bytes);
    }

    /** The first element of a cache line, found by trying where writes are fastest: Java hides addresses. */
    private static int beginOfLine(float[] a) {
        int length = Math.min(a.length - LINE, L1 / Float.BYTES), best = 0;
        double highest = 0;
        for (int from = 0; from < LINE; from += 2) {
            int first = from;
            double rate = medianRate(ROUND / 12, () -> {
                CeilingLoops.write(a, first, length, 10, 1);
                return 10.0 * length;
            });
            if (rate > highest) {
                highest = rate;
                best = from;
            }
        }
        return best;
    }

    /**
     * Prints the ceilings.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println(measure());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "FMA peak in GFLOP/s: float %.1f, double %.1f; on %d threads %.1f, %.1f%n%s%n%s%n%s%n%s",
                floatPeak, doublePeak, threads, floatPeakAll, doublePeakAll, l1, l2, l3, memory);
    }

    /**
     * Runs the loops until they are compiled, which shows in that they no longer allocate vectors. The calls are short,
     * because a long one would spend seconds in the interpreter before it is replaced.
     */
    private static synchronized void warmUp() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] a = new float[1024];
        long deadline = System.nanoTime() + WARM_UP, before;
        while (!warm && System.nanoTime() < deadline) {
            before = threads.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < 500; call++) {
                sink = CeilingLoops.floatChains(20, 0x1p-10f, 0x1p-11f);
                sink = CeilingLoops.doubleChains(20, 0x1p-10, 0x1p-11);
                sink = CeilingLoops.read(a, 0, a.length, 1);
                CeilingLoops.write(a, 0, a.length, 1, call);
            }
            warm = threads.getCurrentThreadAllocatedBytes() == before;
        }
    }

    private static double floats() {
        sink = CeilingLoops.floatChains(STEPS, 0x1p-10f, 0x1p-11f);
        return (double) STEPS * CeilingLoops.floatOperations();
    }

    private static double doubles() {
        sink = CeilingLoops.doubleChains(STEPS, 0x1p-10, 0x1p-11);
        return (double) STEPS * CeilingLoops.doubleOperations();
    }

    /** The sum of what so many threads do at the same time. */
    private static double peak(DoubleSupplier loop, int threads) {
        double[] rates = new double[threads];
        CyclicBarrier start = new CyclicBarrier(threads);
        Thread[] others = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int own = t;
            others[t] = Thread.ofPlatform().daemon().start(() -> {
                await(start);
                rates[own] = medianRate(ROUND, loop);
            });
        }
        for (Thread other : others) {
            join(other);
        }
        return Arrays.stream(rates).sum();
    }

    /** Work (flops or bytes, as the loop returns it) a nanosecond. */
    private static double medianRate(long round, DoubleSupplier loop) {
        rate(round, loop);
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = rate(round, loop);
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }

    private static double rate(long duration, DoubleSupplier loop) {
        long begin = System.nanoTime(), now;
        double work = 0;
        do {
            work += loop.getAsDouble();
            now = System.nanoTime();
        } while (now - begin < duration);
        return work / (now - begin);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }
}
