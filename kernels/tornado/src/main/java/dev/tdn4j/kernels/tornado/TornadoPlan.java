package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.kernels.tornado.Buffer.Region;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Value;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A program on a device. Layouts for some sizes are kept; changing from one to another compiles nothing, it only sends
 * other code.
 */
final class TornadoPlan implements Plan {

    private static final int MOST_LAYOUTS = 8;

    private final Program program;
    private final Lowering lowering;
    private final SessionPool pool;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, float[]> data = new HashMap<>();
    private final Set<String> unset = new HashSet<>();
    private final Map<Sizes, Layout> layouts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sizes, Layout> eldest) {
            return size() > MOST_LAYOUTS;
        }
    };
    private Binding binding;
    private Layout layout;
    private Layout loaded;
    private Session session;
    private boolean persistentChanged = true;
    private boolean ran;

    TornadoPlan(Program program, Program prepared, SessionPool pool) {
        this.program = program;
        this.lowering = new Lowering(prepared);
        this.pool = pool;
        for (Value value : prepared.values()) {
            switch (value.operation()) {
                case Operation.Input(String name) -> values.put(name, value);
                case Operation.Parameter(String name) -> values.put(name, value);
                default -> {}
            }
        }
        unset.addAll(values.keySet());
    }

    @Override
    public void bind(Binding batch) {
        Sizes sizes = Sizes.of(batch, lowering.spaces());
        layout = layouts.computeIfAbsent(sizes, key -> new Layout(lowering, key));
        binding = batch;
        ran = false;
        values.forEach((name, value) -> {
            float[] entries = data.get(name);
            if (!Lowering.isSteady(value.type().space()) || entries == null || entries.length != size(value)) {
                unset.add(name);
            }
        });
    }

    private int size(Value value) {
        return binding.size(value.type().space()) * value.type().itemSize();
    }

    @Override
    public void set(String name, double[] entries) {
        float[] floats = target(name, entries.length);
        if (floats == null) {
            return;
        }
        boolean changed = unset.remove(name);
        for (int i = 0; i < floats.length; i++) {
            float value = (float) entries[i];
            changed |= Float.floatToRawIntBits(value) != Float.floatToRawIntBits(floats[i]);
            floats[i] = value;
        }
        noteChange(name, changed);
    }

    @Override
    public void set(String name, float[] entries) {
        float[] floats = target(name, entries.length);
        if (floats == null) {
            return;
        }
        boolean changed = unset.remove(name) || Arrays.mismatch(floats, entries) >= 0;
        System.arraycopy(entries, 0, floats, 0, entries.length);
        noteChange(name, changed);
    }

    private void noteChange(String name, boolean changed) {
        persistentChanged |= changed && Lowering.isSteady(values.get(name).type().space());
    }

    /** The array of a source, of the size that this batch needs; null for a name that the program does not use. */
    private float[] target(String name, int length) {
        requireBound();
        Value value = values.get(name);
        if (value == null) {
            return null;
        }
        checkLength(name, value, length);
        float[] floats = data.get(name);
        if (floats == null || floats.length != length) {
            floats = new float[length];
            data.put(name, floats);
            unset.add(name);
        }
        return floats;
    }

    private void requireBound() {
        if (binding == null) {
            throw new IllegalStateException("bind the plan to a batch first");
        }
    }

    private void checkLength(String name, Value value, int length) {
        if (length != size(value)) {
            throw new IllegalArgumentException(name + " has " + size(value) + " entries in this batch, not " + length);
        }
    }

    @Override
    public void run() {
        requireBound();
        if (!unset.isEmpty()) {
            throw new IllegalStateException("input " + unset.iterator().next() + " was not set");
        }
        ran = false;
        try {
            openSession();
            loadConstants();
            loadInputs();
            layout.launches().forEach(session::launch);
            session.storeOutputs();
        } catch (RuntimeException | OutOfMemoryError | InternalError e) {
            throw failure(e);
        }
        ran = true;
    }

    /** A session that has failed is given up: what its arrays hold is unknown. */
    private DeviceException failure(Throwable cause) {
        session = null;
        loaded = null;
        return cause instanceof DeviceException e ? e : Failures.explain(cause, pool.device(), Capacity.of(layout));
    }

    private void openSession() {
        Capacity needed = Capacity.of(layout);
        if (session != null && session.capacity().holds(needed)) {
            return;
        }
        if (session != null) {
            needed = needed.with(session.capacity());
            pool.give(session);
        }
        session = pool.take(needed);
        loaded = null;
    }

    private void loadConstants() {
        if (loaded == layout && !persistentChanged && session.owner() == this) {
            return;
        }
        MemorySegment to = session.persistent();
        float[] constants = lowering.constantPool().toArray();
        MemorySegment.copy(constants, 0, to, ValueLayout.JAVA_FLOAT, 0, constants.length);
        lowering.data().forEach((buffer, entries) -> {
            for (int i = 0; i < entries.length; i++) {
                to.setAtIndex(ValueLayout.JAVA_FLOAT, layout.place(buffer) + i, (float) entries[i]);
            }
        });
        copySources(Region.PERSISTENT, to, 0);
        session.loadConstants(layout.code());
        session.setOwner(this);
        loaded = layout;
        persistentChanged = false;
    }

    private void copySources(Region region, MemorySegment to, int begin) {
        lowering.sources().forEach((name, buffer) -> {
            if (buffer.region == region) {
                float[] entries = data.get(name);
                MemorySegment.copy(entries, 0, to, ValueLayout.JAVA_FLOAT, 4L * (layout.place(buffer) - begin), entries.length);
            }
        });
    }

    private void loadInputs() {
        copySources(Region.INPUT, session.inputs(), layout.regions().begin(Region.INPUT));
        IndexWriter.write(binding, lowering, layout, session.indices());
        session.loadInputs();
    }

    @Override
    public void get(String name, double[] into) {
        long from = output(name, into.length);
        MemorySegment outputs = session.outputs();
        for (int i = 0; i < into.length; i++) {
            into[i] = outputs.getAtIndex(ValueLayout.JAVA_FLOAT, from + i);
        }
    }

    @Override
    public void get(String name, float[] into) {
        long from = output(name, into.length);
        MemorySegment.copy(session.outputs(), ValueLayout.JAVA_FLOAT, 4 * from, into, 0, into.length);
    }

    /** The place of an output in the array that came back. */
    private long output(String name, int length) {
        Value value = program.outputs().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the program has no output " + name + ", but " + program.outputs().keySet());
        }
        if (!ran) {
            throw new IllegalStateException("run the plan before reading " + name);
        }
        checkLength(name, value, length);
        return layout.place(lowering.outputs().get(name)) - layout.regions().begin(Region.OUTPUT);
    }

    /** The launches of a run on the batch that is bound. */
    int launches() {
        return layout.launches().size();
    }

    /** The kernels that were compiled so far, of the session that the plan holds. */
    int compiled() {
        return session == null ? 0 : session.compiled();
    }

    @Override
    public void close() {
        if (session != null) {
            session.logTimes();
            pool.give(session);
            session = null;
        }
        data.clear();
        unset.addAll(values.keySet());
        loaded = null;
        binding = null;
        ran = false;
    }
}
