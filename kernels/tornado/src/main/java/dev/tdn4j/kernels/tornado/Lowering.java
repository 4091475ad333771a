package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.tornado.Buffer.Region;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program as waves of tasks over buffers: everything about it that does not depend on sizes. */
final class Lowering {

    private final Program program;
    private final Fusion fusion;
    private final Map<Value, Buffer> buffers = new IdentityHashMap<>();
    private final Map<Region, List<Buffer>> regions = new HashMap<>();
    private final Map<String, Buffer> sources = new LinkedHashMap<>();
    private final Map<String, Buffer> outputs = new LinkedHashMap<>();
    private final IntCode tables = new IntCode();
    private final Constants constants = new Constants();
    private final Map<Buffer, double[]> data = new IdentityHashMap<>();
    private final Set<Index> gathered = EnumSet.noneOf(Index.class);
    private final Set<Index> summed = EnumSet.noneOf(Index.class);
    private final List<Task> tasks = new ArrayList<>();
    private final List<Wave> waves;

    Lowering(Program program) {
        this.program = program;
        for (Region region : Region.values()) {
            regions.put(region, new ArrayList<>());
        }
        program.values().forEach(this::source);
        this.fusion = new Fusion(program);
        TaskFactory factory = new TaskFactory(this, fusion);
        for (Value value : program.values()) {
            if (!buffers.containsKey(value) && fusion.isStored(value)) {
                buffers.put(value, newBuffer(new Buffer(value.type(), Region.WORK)));
                factory.add(value);
            }
        }
        program.outputs().forEach((name, value) -> outputs.put(name, output(factory, value)));
        this.waves = Schedule.of(tasks);
    }

    private void source(Value value) {
        switch (value.operation()) {
            case Operation.Input(String name) -> sources.put(name, sourceBuffer(value));
            case Operation.Parameter(String name) -> sources.put(name, sourceBuffer(value));
            case Operation.Constant(double[] entries) -> data.put(sourceBuffer(value), entries);
            default -> {}
        }
    }

    private Buffer sourceBuffer(Value value) {
        Buffer buffer = newBuffer(new Buffer(value.type(), isSteady(value.type().space()) ? Region.PERSISTENT : Region.INPUT));
        buffers.put(value, buffer);
        return buffer;
    }

    /** Whether a space has the same size in every batch, or nearly every. */
    static boolean isSteady(Space space) {
        return space == Space.ONE || space == Space.ELEMENTS;
    }

    /** Copies what is read into the region that travels back. */
    private Buffer output(TaskFactory factory, Value value) {
        Buffer buffer = newBuffer(new Buffer(value.type(), Region.OUTPUT));
        factory.copy(value, buffer);
        return buffer;
    }

    Buffer newBuffer(Buffer buffer) {
        regions.get(buffer.region).add(buffer);
        return buffer;
    }

    void add(Task task) {
        tasks.add(task);
    }

    Buffer buffer(Value value) {
        return buffers.get(value);
    }

    /** Tells that kernels read an index's targets. */
    void gathers(Index index) {
        gathered.add(index);
    }

    /** Tells that kernels read the members of an index's segments. */
    void sums(Index index) {
        summed.add(index);
    }

    Program program() {
        return program;
    }

    List<Wave> waves() {
        return waves;
    }

    List<Buffer> buffers(Region region) {
        return regions.get(region);
    }

    IntCode tables() {
        return tables;
    }

    Constants constantPool() {
        return constants;
    }

    /** The number of constants, which stand first in the arena. */
    int constants() {
        return constants.length();
    }

    /** The constants that have a buffer of their own. */
    Map<Buffer, double[]> data() {
        return data;
    }

    /** Inputs and parameters by name. */
    Map<String, Buffer> sources() {
        return sources;
    }

    /** Outputs by name. */
    Map<String, Buffer> outputs() {
        return outputs;
    }

    Set<Index> gathered() {
        return gathered;
    }

    Set<Index> summed() {
        return summed;
    }

    /** The spaces whose sizes matter. */
    Set<Space> spaces() {
        Set<Space> spaces = EnumSet.of(Space.ONE);
        program.values().forEach(value -> spaces.add(value.type().space()));
        gathered.forEach(index -> spaces.addAll(List.of(index.from(), index.to())));
        summed.forEach(index -> spaces.addAll(List.of(index.from(), index.to())));
        return spaces;
    }
}
