package dev.tdn4j.tensor.work;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A fixed number of threads that share the chunks of one piece of work after another: fork and join in a few
 * microseconds, without allocating. The thread that calls {@link #run} is one of them.
 *
 * <p>Which thread gets which chunk is left to chance; results that must repeat depend on the chunk alone. Idle threads
 * spin for some microseconds, so that stages which follow one another closely find them awake, and then sleep.
 */
public final class WorkPool implements AutoCloseable {

    /** The system property that sets the number of threads of pools that are not told one. */
    public static final String THREADS_PROPERTY = "tdn4j.threads";

    private static final int MAX_THREADS = 1024;
    private static final long SPIN_NANOS = 30_000;

    /**
     * The chunks of the current run that are still to be taken, in the lower half, and the number of the run in the upper
     * one, so that a thread that was held up cannot mistake a later run for the one it looked at.
     */
    private final AtomicLong open = new AtomicLong();

    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ReentrantLock running = new ReentrantLock();
    private final Worker[] workers;

    // Written by the caller before it opens a run, and read only by threads that hold one of the run's chunks.
    private ChunkBody body;
    private int chunks;

    /** The caller while it sleeps until the last chunk is finished. */
    private volatile Thread waiting;

    private volatile boolean closed;

    /**
     * A pool with as many threads as the system property {@value #THREADS_PROPERTY} says, or else as there are processors.
     *
     * @throws IllegalArgumentException if the property is not a number from 1 to 1024
     */
    public WorkPool() {
        this(defaultThreads());
    }

    /**
     * A pool with a given number of threads.
     *
     * @param threads the caller included, 1 to 1024; with 1, everything runs in the caller
     * @throws IllegalArgumentException if the number is out of range
     */
    public WorkPool(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("a pool has 1 to " + MAX_THREADS + " threads, not " + threads);
        }
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].start();
        }
    }

    /**
     * The number of threads that pools have which are not told one.
     *
     * @return the system property {@value #THREADS_PROPERTY}, or else the number of processors
     * @throws IllegalArgumentException if the property is not a number from 1 to 1024
     */
    public static int defaultThreads() {
        String property = System.getProperty(THREADS_PROPERTY);
        if (property == null) {
            return Math.min(Runtime.getRuntime().availableProcessors(), MAX_THREADS);
        }
        if (!property.matches("[0-9]{1,4}") || Integer.parseInt(property) < 1 || Integer.parseInt(property) > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "the property " + THREADS_PROPERTY + " must be a number from 1 to " + MAX_THREADS + ", not \"" + property + "\"");
        }
        return Integer.parseInt(property);
    }

    /**
     * The number of threads.
     *
     * @return the caller included, at least 1
     */
    public int threads() {
        return workers.length + 1;
    }

    /**
     * Runs every chunk exactly once and returns when all are finished; what the bodies wrote is then visible to the
     * caller. A second thread that calls this meanwhile waits for its turn.
     *
     * @param chunks how many, at least 0
     * @param body runs each of them
     * @throws IllegalArgumentException if the number of chunks is negative
     * @throws IllegalStateException if the pool is closed, or if a body of this pool calls this
     * @throws RuntimeException whatever a body throws first, as does an Error; the chunks not yet begun are then left out
     */
    public void run(int chunks, ChunkBody body) {
        if (chunks < 0) {
            throw new IllegalArgumentException("a piece of work cannot have " + chunks + " chunks");
        }
        refuseWithin("run");
        running.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the work pool is closed");
            }
            if (workers.length == 0 || chunks <= 1) {
                for (int chunk = 0; chunk < chunks; chunk++) {
                    body.run(chunk, 0);
                }
            } else {
                fork(chunks, body);
                takeChunks(0);
                join();
            }
        } finally {
            running.unlock();
        }
    }

    private void fork(int chunks, ChunkBody body) {
        this.chunks = chunks;
        this.body = body;
        unfinished.set(chunks);
        long run = (open.get() >>> Integer.SIZE) + 1;
        open.set(run << Integer.SIZE | chunks);
        int wanted = Math.min(chunks - 1, workers.length);
        for (int i = 0; i < wanted; i++) {
            workers[i].wake();
        }
    }

    private void join() {
        long patience = System.nanoTime() + SPIN_NANOS;
        while (unfinished.get() > 0) {
            if (System.nanoTime() < patience) {
                Thread.onSpinWait();
            } else {
                // Who finishes last looks here after counting down, so one of the two sees the other.
                waiting = Thread.currentThread();
                if (unfinished.get() > 0) {
                    LockSupport.park(this);
                }
            }
        }
        waiting = null;
        body = null;
        Throwable thrown = failure.getAndSet(null);
        switch (thrown) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new UndeclaredThrowableException(thrown);
        }
    }

    /** Runs chunks until none is left to be taken. */
    private void takeChunks(int worker) {
        int finished = 0;
        for (int left = take(); left > 0; left = take()) {
            // Holding a chunk keeps the run from ending, and with it body and chunks from changing.
            if (failure.get() == null) {
                try {
                    body.run(chunks - left, worker);
                } catch (Throwable e) {
                    // Checked ones too, which other languages may throw here: a thread that died would hang the caller.
                    failure.compareAndSet(null, e);
                }
            }
            finished++;
        }
        if (finished > 0 && unfinished.addAndGet(-finished) == 0) {
            Thread caller = waiting;
            if (caller != null) {
                LockSupport.unpark(caller);
            }
        }
    }

    /** Takes one chunk; how many were left with it, or 0 if there was none. */
    private int take() {
        while (true) {
            long seen = open.get();
            int left = (int) seen;
            if (left == 0 || open.compareAndSet(seen, seen - 1)) {
                return left;
            }
        }
    }

    private void refuseWithin(String what) {
        if (running.isHeldByCurrentThread() || Thread.currentThread() instanceof Worker worker && worker.belongsTo(this)) {
            throw new IllegalStateException(what + " was called on a work pool from within its own work");
        }
    }

    /**
     * Waits for the run in progress, if any, and ends the threads. Closing twice does nothing.
     *
     * @throws IllegalStateException if a body of this pool calls this
     */
    @Override
    public void close() {
        refuseWithin("close");
        running.lock();
        try {
            closed = true;
        } finally {
            running.unlock();
        }
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    /** One of the threads beside the caller. */
    private final class Worker extends Thread {

        private final int number;
        private volatile boolean asleep;

        Worker(int number) {
            super("tdn4j-worker-" + number);
            this.number = number;
            setDaemon(true);
        }

        boolean belongsTo(WorkPool pool) {
            return pool == WorkPool.this;
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            while (!closed) {
                takeChunks(number);
                awaitChunks();
            }
        }

        private void awaitChunks() {
            long patience = System.nanoTime() + SPIN_NANOS;
            while (noneOpen() && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
            // Between the two looks at what is open the caller sees who sleeps, or the sleeper sees what was opened.
            asleep = true;
            while (noneOpen() && !closed) {
                LockSupport.park(WorkPool.this);
            }
            asleep = false;
        }

        private boolean noneOpen() {
            return (int) open.get() == 0;
        }
    }
}
