package dev.tdn4j.kernels.scalar;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Program;

/** Runs a program value by value with plain loops in double: slow, simple, and what every other executor is held against. */
public final class ScalarExecutor implements Executor {

    /** The executor; it has no state. */
    public ScalarExecutor() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public String description() {
        return "plain loops in double on one thread, the oracle";
    }

    @Override
    public Plan compile(Program program) {
        return new ScalarPlan(program);
    }
}
