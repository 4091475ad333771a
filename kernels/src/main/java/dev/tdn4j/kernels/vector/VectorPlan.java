package dev.tdn4j.kernels.vector;

import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Value;
import dev.tdn4j.tensor.work.WorkPool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A schedule with its arrays, bound to one batch after another. */
final class VectorPlan implements Plan {

    /** Enough chunks to keep threads evenly busy, few enough that partial sums, one a chunk and matrix, stay small. */
    private static final int MOST_CHUNKS = 32;

    private static final int FEW_CHUNKS = 4;
    private static final int TILES_A_CHUNK = 16;

    private final Program program;
    private final WorkPool pool;
    private final Schedule schedule;
    private final ArrayReuse arrays;
    private final PackedWeights weights;
    private final Map<String, Slot> sources = new HashMap<>();
    private final Set<Slot> unset = new HashSet<>();
    private final Worker[] workers;
    private BoundBatch batch;
    private Stage running;
    private boolean ran;
    /** Whether parameters were set since the last run; at first as well, for what comes of constants alone. */
    private boolean parametersAreNew = true;

    /** With a profile, every step is timed. */
    VectorPlan(Program program, WorkPool pool, Optional<Profile> profile) {
        this.program = program;
        this.pool = pool;
        this.schedule = new Schedule(program);
        this.arrays = new ArrayReuse(schedule);
        this.weights = new PackedWeights(schedule.weights);
        profile.ifPresent(p -> schedule.stages.forEach(
                stage -> stage.steps.replaceAll(step -> p.timed(step, pool.threads()))));
        this.workers = new Worker[pool.threads()];
        int scratch = schedule.stages.stream().mapToInt(stage -> stage.scratch).max().orElse(0);
        for (int w = 0; w < workers.length; w++) {
            workers[w] = new Worker(w, scratch + Lanes.WIDTH);
        }
        schedule.slots.forEach((value, slot) -> {
            switch (value.operation()) {
                case Operation.Input(String name) -> sources.put(name, slot);
                case Operation.Parameter(String name) -> sources.put(name, slot);
                case Operation.Constant(double[] data) -> {
                    ownArray(slot);
                    slot.load(data, 1);
                }
                default -> {
                    if (schedule.isSteady(value)) {
                        ownArray(slot);
                    }
                }
            }
        });
        unset.addAll(sources.values());
    }

    /** For a value that outlives runs and bindings. */
    private static void ownArray(Slot slot) {
        slot.stride(1);
        slot.data = new float[slot.size(1) + Lanes.WIDTH];
    }

    @Override
    public void bind(Binding binding) {
        batch = new BoundBatch(binding);
        ran = false;
        sources.values().forEach(this::resize);
        arrays.bind(batch);
        for (Stage stage : schedule.stages) {
            chunk(stage);
            for (Step step : stage.steps) {
                step.bind(batch, stage.chunks);
            }
        }
    }

    private void resize(Slot slot) {
        int items = batch.size(slot.type.space());
        boolean same = slot.data != null && (slot.single || slot.type.space() == Space.ELEMENTS);
        int size = slot.size(items) + Lanes.WIDTH;
        if (same && slot.data.length == size) {
            return;
        }
        slot.stride(items);
        if (slot.data == null || slot.data.length < size) {
            slot.data = new float[size];
        }
        unset.add(slot);
    }

    /** Parts the items into chunks by their number alone, never by that of threads, so that sums repeat. */
    private void chunk(Stage stage) {
        int items = batch.size(stage.space);
        int tiles = (items + stage.tile - 1) / stage.tile;
        int chunks = Math.min(MOST_CHUNKS, Math.max(Math.min(FEW_CHUNKS, tiles), tiles / TILES_A_CHUNK));
        stage.chunks = chunks;
        stage.chunkStart = new int[chunks + 1];
        for (int c = 1; c < chunks; c++) {
            stage.chunkStart[c] = (int) ((long) tiles * c / chunks) * stage.tile;
            if (stage.wholeDestinations) {
                stage.chunkStart[c] = Math.max(stage.chunkStart[c - 1], nextDestination(stage.chunkStart[c]));
            }
        }
        if (chunks > 0) {
            stage.chunkStart[chunks] = items;
        }
    }

    private int nextDestination(int edge) {
        int[] destination = batch.index(Index.DESTINATION);
        int at = edge;
        while (at < destination.length && at > 0 && destination[at] == destination[at - 1]) {
            at++;
        }
        return at;
    }

    @Override
    public void set(String name, double[] entries) {
        Slot slot = source(name, entries.length);
        if (slot != null) {
            slot.load(entries, batch.size(slot.type.space()));
        }
    }

    @Override
    public void set(String name, float[] entries) {
        Slot slot = source(name, entries.length);
        if (slot != null) {
            slot.load(entries, batch.size(slot.type.space()));
        }
    }

    private Slot source(String name, int length) {
        if (batch == null) {
            throw new IllegalStateException("bind the plan to a batch first");
        }
        Slot slot = sources.get(name);
        if (slot == null) {
            return null;
        }
        checkLength(name, slot, length);
        unset.remove(slot);
        parametersAreNew |= slot.value.operation() instanceof Operation.Parameter;
        return slot;
    }

    private void checkLength(String name, Slot slot, int length) {
        int size = batch.size(slot.type.space()) * slot.type.itemSize();
        if (length != size) {
            throw new IllegalArgumentException(name + " has " + size + " entries in this batch, not " + length);
        }
    }

    @Override
    public void run() {
        if (batch == null || !unset.isEmpty()) {
            throw new IllegalStateException(
                    batch == null ? "bind the plan to a batch first" : "input " + unset.iterator().next().value + " was not set");
        }
        if (parametersAreNew) {
            weights.forget();
        } else {
            weights.use();
        }
        for (Stage stage : schedule.stages) {
            if (stage.steady && !parametersAreNew) {
                continue;
            }
            running = stage;
            if (stage.chunks == 1) {
                stage.run(workers[0], 0);
            } else {
                pool.run(stage.chunks, this::runChunk);
            }
            stage.finish();
        }
        parametersAreNew = false;
        ran = true;
    }

    private void runChunk(int chunk, int worker) {
        running.run(workers[worker], chunk);
    }

    @Override
    public void get(String name, double[] into) {
        Slot slot = output(name, into.length);
        slot.store(into, batch.size(slot.type.space()));
    }

    @Override
    public void get(String name, float[] into) {
        Slot slot = output(name, into.length);
        slot.store(into, batch.size(slot.type.space()));
    }

    private Slot output(String name, int length) {
        Value value = program.outputs().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the program has no output " + name + ", but " + program.outputs().keySet());
        }
        if (!ran) {
            throw new IllegalStateException("run the plan before reading " + name);
        }
        Slot slot = schedule.slots.get(value);
        checkLength(name, slot, length);
        return slot;
    }

    /** How often weights have been packed, so that tests can tell. */
    int packings() {
        return weights.packings();
    }

    @Override
    public void close() {
        weights.close();
        schedule.slots.values().forEach(slot -> slot.data = null);
        batch = null;
        ran = false;
    }
}
