package dev.tdn4j.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.tdn4j.tensor.work.ChunkBody;
import dev.tdn4j.tensor.work.WorkPool;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Here and not beside the pool, because the module that holds the pool reads nothing beyond java.base. */
class WorkPoolAllocationTest {

    @Test
    void runningAllocatesNothing() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (WorkPool pool = new WorkPool(2)) {
            ChunkBody body = (chunk, worker) -> {};
            int runs = 10_000;
            // Class loading and the lock's queue allocate at first: only the last of three passes counts.
            long perRun = Long.MAX_VALUE;
            for (int pass = 0; pass < 3; pass++) {
                long before = memory.getCurrentThreadAllocatedBytes();
                for (int run = 0; run < runs; run++) {
                    pool.run(8, body);
                }
                perRun = (memory.getCurrentThreadAllocatedBytes() - before) / runs;
            }
            assertEquals(0, perRun, "bytes allocated by the caller for each run");
        }
    }
}
