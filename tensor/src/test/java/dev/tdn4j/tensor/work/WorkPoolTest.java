package dev.tdn4j.tensor.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkPoolTest {

    @Test
    void allThreadsTakePart() {
        try (WorkPool pool = new WorkPool(4)) {
            Set<Integer> workers = ConcurrentHashMap.newKeySet();
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            CountDownLatch together = new CountDownLatch(4);
            pool.run(4, (chunk, worker) -> {
                workers.add(worker);
                threads.add(Thread.currentThread());
                together.countDown();
                awaitUninterrupted(together);
            });
            assertEquals(Set.of(0, 1, 2, 3), workers);
            assertEquals(4, threads.size());
            assertTrue(threads.contains(Thread.currentThread()));
        }
    }

    @Test
    void sleepersWakeUp() {
        try (WorkPool pool = new WorkPool(3)) {
            for (int i = 0; i < 50; i++) {
                // Longer than the threads spin.
                LockSupport.parkNanos(1_000_000);
                CountDownLatch together = new CountDownLatch(3);
                pool.run(3, (chunk, worker) -> {
                    together.countDown();
                    awaitUninterrupted(together);
                });
            }
        }
    }

    @Test
    void oneThreadRunsInOrderInTheCaller() {
        try (WorkPool pool = new WorkPool(1)) {
            AtomicInteger next = new AtomicInteger();
            Thread caller = Thread.currentThread();
            pool.run(100, (chunk, worker) -> {
                assertEquals(caller, Thread.currentThread());
                assertEquals(0, worker);
                assertEquals(next.getAndIncrement(), chunk);
            });
            assertEquals(100, next.get());
        }
    }

    @Test
    void callersTakeTurns() throws InterruptedException {
        try (WorkPool pool = new WorkPool(2)) {
            AtomicInteger sum = new AtomicInteger();
            Thread[] callers = new Thread[4];
            for (int i = 0; i < callers.length; i++) {
                callers[i] = Thread.ofPlatform().start(() -> {
                    for (int run = 0; run < 1000; run++) {
                        pool.run(5, (chunk, worker) -> sum.addAndGet(chunk));
                    }
                });
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(4 * 1000 * (0 + 1 + 2 + 3 + 4), sum.get());
        }
    }

    @Test
    void workWithinItsOwnWorkIsRefused() {
        for (int threads = 1; threads <= 3; threads++) {
            try (WorkPool pool = new WorkPool(threads)) {
                Runnable closeIt = pool::close;
                assertThrows(IllegalStateException.class, () -> pool.run(8, (chunk, worker) -> pool.run(1, (c, w) -> {})));
                assertThrows(IllegalStateException.class, () -> pool.run(8, (chunk, worker) -> closeIt.run()));
                pool.run(8, (chunk, worker) -> {});
            }
        }
    }

    @Test
    void anInterruptedCallerFinishesItsWork() {
        try (WorkPool pool = new WorkPool(2)) {
            AtomicInteger runs = new AtomicInteger();
            Thread.currentThread().interrupt();
            pool.run(2, (chunk, worker) -> {
                LockSupport.parkNanos(2_000_000);
                runs.incrementAndGet();
            });
            assertTrue(Thread.interrupted());
            assertEquals(2, runs.get());
        }
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(3);
        WorkPool pool = new WorkPool(3);
        pool.run(3, (chunk, worker) -> {
            threads.add(Thread.currentThread());
            together.countDown();
            awaitUninterrupted(together);
        });
        pool.close();
        pool.close();
        threads.remove(Thread.currentThread());
        assertEquals(2, threads.size());
        for (Thread thread : threads) {
            assertTrue(thread.isDaemon());
            thread.join();
            assertFalse(thread.isAlive());
        }
        assertThrows(IllegalStateException.class, () -> pool.run(1, (chunk, worker) -> {}));
    }

    @Test
    void theNumberOfThreadsIsChecked() {
        assertThrows(IllegalArgumentException.class, () -> new WorkPool(0));
        assertThrows(IllegalArgumentException.class, () -> new WorkPool(1025));
        try (WorkPool pool = new WorkPool(1)) {
            assertThrows(IllegalArgumentException.class, () -> pool.run(-1, (chunk, worker) -> {}));
        }
        String earlier = System.getProperty(WorkPool.THREADS_PROPERTY);
        try {
            System.setProperty(WorkPool.THREADS_PROPERTY, "3");
            assertEquals(3, WorkPool.defaultThreads());
            for (String wrong : new String[] {"0", "-1", "two", "", "99999", "1025"}) {
                System.setProperty(WorkPool.THREADS_PROPERTY, wrong);
                assertThrows(IllegalArgumentException.class, WorkPool::defaultThreads);
            }
        } finally {
            if (earlier == null) {
                System.clearProperty(WorkPool.THREADS_PROPERTY);
            } else {
                System.setProperty(WorkPool.THREADS_PROPERTY, earlier);
            }
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
