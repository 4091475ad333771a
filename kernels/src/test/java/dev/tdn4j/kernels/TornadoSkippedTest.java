package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Stands in the report of a build without TornadoVM, so that what it does not test is seen. */
class TornadoSkippedTest {

    @Test
    void testsOfTheTornadoExecutor() {
        assumeTrue(
                System.getProperty("tornado.sdk") != null,
                "the tests of the executor for GPUs run with -Dtornado.sdk=DIR, the folder of TornadoVM (docs/tornado.md)");
    }
}
