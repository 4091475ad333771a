package dev.tdn4j.kernels.vector;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A step that adds up the time of another. Every thread has a counter of its own, a cache line from the next. */
final class TimedStep extends Step {

    private static final int SPREAD = 8;

    private final Step step;
    private final long[] nanos;

    TimedStep(Step step, int threads) {
        super(step.out, step.in);
        this.step = step;
        this.nanos = new long[threads * SPREAD];
    }

    @Override
    void bind(BoundBatch batch, int chunks) {
        step.bind(batch, chunks);
    }

    @Override
    void prepare() {
        long start = System.nanoTime();
        step.prepare();
        nanos[0] += System.nanoTime() - start;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        long start = System.nanoTime();
        step.run(worker, chunk, from, count);
        nanos[worker.number * SPREAD] += System.nanoTime() - start;
    }

    @Override
    void begin(int chunk, int from, int to) {
        step.begin(chunk, from, to);
    }

    @Override
    void finish(int chunks) {
        long start = System.nanoTime();
        step.finish(chunks);
        nanos[0] += System.nanoTime() - start;
    }

    void reset() {
        Arrays.fill(nanos, 0);
    }

    Profile.Row row() {
        String arguments = Stream.of(step.in).map(slot -> slot.type.toString()).collect(Collectors.joining(" "));
        return new Profile.Row(step.getClass().getSimpleName(), step + " " + step.out.type + " < " + arguments, Arrays.stream(nanos).sum());
    }
}
