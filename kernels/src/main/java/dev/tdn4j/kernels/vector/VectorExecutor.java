package dev.tdn4j.kernels.vector;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.work.WorkPool;
import java.util.Optional;

/**
 * Runs programs in float with the Vector API: stages of operations over tiles of items that stay in cache, shared out over
 * a pool of threads. Results do not depend on the number of threads.
 */
public final class VectorExecutor implements Executor {

    /** Threads are shared by all plans. */
    private static final class Pool {
        static final WorkPool SHARED = new WorkPool();
    }

    /** Read when the class is initialised, so that a JVM without the Vector API shows when executors are looked for. */
    private static final int BITS = Lanes.WIDTH * Float.SIZE;

    private final WorkPool pool;
    private final Optional<Profile> profile;

    /** The executor on the shared pool: as many threads as the property {@code tdn4j.threads} or the machine says. */
    public VectorExecutor() {
        this(Pool.SHARED);
    }

    /**
     * The executor on a pool of the caller's.
     *
     * @param pool the pool; closing it is the caller's
     */
    public VectorExecutor(WorkPool pool) {
        this.pool = pool;
        this.profile = Optional.empty();
    }

    /**
     * The executor on a pool of the caller's, which times every step.
     *
     * @param pool the pool; closing it is the caller's
     * @param profile where the times go
     */
    public VectorExecutor(WorkPool pool, Profile profile) {
        this.pool = pool;
        this.profile = Optional.of(profile);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "Vector API in float, " + BITS + " bits, " + pool.threads() + " threads";
    }

    @Override
    public Plan compile(Program program) {
        Pass withoutStops = (context, original, arguments) ->
                original.operation() instanceof Operation.StopGradient ? arguments.getFirst() : null;
        return new VectorPlan(Pass.improve(withoutStops.apply(program)), pool, profile);
    }
}
