package dev.tdn4j.tensor.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WorkPoolProperties {

    @Property(tries = 200)
    void everyChunkRunsExactlyOnce(@ForAll @IntRange(min = 1, max = 9) int threads, @ForAll @IntRange(max = 1000) int chunks) {
        try (WorkPool pool = new WorkPool(threads)) {
            for (int repetition = 0; repetition < 5; repetition++) {
                AtomicIntegerArray runs = new AtomicIntegerArray(chunks);
                AtomicIntegerArray busy = new AtomicIntegerArray(threads);
                pool.run(chunks, (chunk, worker) -> {
                    assertEquals(1, busy.incrementAndGet(worker), "two threads at once under one number");
                    runs.incrementAndGet(chunk);
                    busy.decrementAndGet(worker);
                });
                for (int chunk = 0; chunk < chunks; chunk++) {
                    assertEquals(1, runs.get(chunk));
                }
            }
        }
    }

    @Property(tries = 200)
    void whatABodyThrowsReachesTheCaller(
            @ForAll @IntRange(min = 1, max = 5) int threads,
            @ForAll @IntRange(min = 1, max = 100) int chunks,
            @ForAll @IntRange(max = 99) int at,
            @ForAll boolean error) {
        try (WorkPool pool = new WorkPool(threads)) {
            RuntimeException exception = new RuntimeException("thrown");
            AssertionError assertion = new AssertionError("thrown");
            Throwable caught = assertThrows(Throwable.class, () -> pool.run(chunks, (chunk, worker) -> {
                if (chunk == at % chunks) {
                    if (error) {
                        throw assertion;
                    }
                    throw exception;
                }
            }));
            assertSame(error ? assertion : exception, caught);
            AtomicIntegerArray runs = new AtomicIntegerArray(chunks);
            pool.run(chunks, (chunk, worker) -> runs.incrementAndGet(chunk));
            for (int chunk = 0; chunk < chunks; chunk++) {
                assertEquals(1, runs.get(chunk));
            }
        }
    }

    @Property(tries = 20)
    void stagesFollowOneAnother(@ForAll @IntRange(min = 1, max = 4) int threads, @ForAll @IntRange(min = 1, max = 9) int chunks) {
        int stages = 2000;
        // Plain memory, each stage reading what the one before wrote from other threads.
        int[][] stage = new int[2][chunks];
        try (WorkPool pool = new WorkPool(threads)) {
            for (int s = 1; s <= stages; s++) {
                int[] from = stage[(s - 1) % 2];
                int[] to = stage[s % 2];
                pool.run(chunks, (chunk, worker) -> {
                    int next = from[0];
                    for (int other : from) {
                        assertTrue(other == next, "a stage began before the one before it ended");
                    }
                    to[chunk] = next + 1;
                });
            }
            assertEquals(stages, stage[stages % 2][chunks - 1]);
        }
    }
}
