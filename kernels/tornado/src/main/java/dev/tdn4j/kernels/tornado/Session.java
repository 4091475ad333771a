package dev.tdn4j.kernels.tornado;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The arrays on a device and the compiled kernels that work on them: one TornadoVM execution plan with a task graph for
 * each kind of kernel and for each way that data travel. The arrays stay on the device from graph to graph; a launch tells
 * its kernel by one integer where in the code its tasks are. (One graph for a whole program is not possible: TornadoVM
 * limits a graph to 256 tasks, and compiles every task of it anew.)
 *
 * <p>A session lives as long as the program: TornadoVM 5.2.0 does not free arrays that stay on the device, and keeps the
 * host's memory of all arrays pinned. Were that memory given back and used again, the device would read what was there
 * before.
 */
final class Session {

    /** Every name of a graph's only task. */
    private static final String TASK = "run";

    private static final String CONSTANTS = "constants";
    private static final String INPUTS = "inputs";
    private static final String OUTPUTS = "outputs";

    /** The property that makes a session say what its launches cost; {@code true} or not set. */
    private static final String TIMES = "tdn4j.tornado.times";

    private static final Logger LOGGER = System.getLogger(Session.class.getName());

    private final Capacity capacity;
    private final FloatArray arena;
    private final FloatArray persistent;
    private final FloatArray inputs;
    private final FloatArray outputs;
    private final IntArray code;
    private final IntArray indices;
    private final IntArray newCode;
    private final IntArray newIndices;
    private final IntArray at = new IntArray(4);
    private final Map<Kernel, Integer> graphs = new EnumMap<>(Kernel.class);
    private final Map<Kernel, WorkerGrid> grids = new EnumMap<>(Kernel.class);
    private final GridScheduler scheduler = new GridScheduler();
    private final int packing;
    private final TornadoExecutionPlan plan;
    private final List<String> names = new ArrayList<>();
    private final boolean[] compiled;
    private final long[] nanos;
    private final int[] runs;
    private Object owner;

    Session(TornadoDevice device, Capacity capacity) {
        this.capacity = capacity;
        this.arena = new FloatArray(capacity.arena());
        this.persistent = new FloatArray(capacity.persistent());
        this.inputs = new FloatArray(capacity.inputs());
        this.outputs = new FloatArray(capacity.outputs());
        this.code = new IntArray(capacity.code());
        this.indices = new IntArray(capacity.indices());
        this.newCode = new IntArray(capacity.code());
        this.newIndices = new IntArray(capacity.indices());
        List<ImmutableTaskGraph> all = new ArrayList<>();
        all.add(constantsGraph());
        all.add(inputsGraph());
        for (Kernel kernel : Kernel.values()) {
            graphs.put(kernel, all.size());
            all.add(kernelGraph(kernel));
        }
        this.packing = all.size();
        all.add(outputsGraph());
        this.compiled = new boolean[all.size()];
        this.nanos = new long[all.size()];
        this.runs = new int[all.size()];
        this.plan = new TornadoExecutionPlan(all.toArray(ImmutableTaskGraph[]::new));
        plan.withDevice(device);
    }

    private ImmutableTaskGraph constantsGraph() {
        grid(CONSTANTS, Math.max(capacity.persistent(), capacity.code()));
        return new TaskGraph(CONSTANTS)
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, newCode, persistent)
                .task(TASK, CopyKernels::unpackConstants, new KernelContext(), newCode, persistent, code, indices, arena)
                .persistOnDevice(code, indices, arena)
                .snapshot();
    }

    private ImmutableTaskGraph inputsGraph() {
        grid(INPUTS, Math.max(capacity.inputs(), capacity.indices()));
        return consuming(INPUTS)
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, newIndices, inputs)
                .task(TASK, CopyKernels::unpackInputs, new KernelContext(), newIndices, inputs, code, indices, arena)
                .persistOnDevice(code, indices, arena)
                .snapshot();
    }

    private ImmutableTaskGraph kernelGraph(Kernel kernel) {
        grids.put(kernel, grid(kernel.name(), Wave.GROUP));
        return consuming(kernel.name())
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, at)
                .task(TASK, kernel.method(), new KernelContext(), at, code, indices, arena)
                .persistOnDevice(code, indices, arena)
                .snapshot();
    }

    private ImmutableTaskGraph outputsGraph() {
        grid(OUTPUTS, capacity.outputs());
        return consuming(OUTPUTS)
                .task(TASK, CopyKernels::packOutputs, new KernelContext(), outputs, code, indices, arena)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, outputs)
                .persistOnDevice(code, indices, arena)
                .snapshot();
    }

    private TaskGraph consuming(String graph) {
        return new TaskGraph(graph).consumeFromDevice(CONSTANTS, code, indices, arena);
    }

    private WorkerGrid grid(String graph, int threads) {
        names.add(graph);
        WorkerGrid grid = new WorkerGrid1D(whole(threads));
        grid.setLocalWork(Wave.GROUP, 1, 1);
        scheduler.addWorkerGrid(graph + "." + TASK, grid);
        return grid;
    }

    /** TornadoVM does not refuse a number of threads that is no multiple of a group's: it computes nonsense. */
    private static int whole(int threads) {
        return (int) Task.groupsFor(threads) * Wave.GROUP;
    }

    Capacity capacity() {
        return capacity;
    }

    /** Who left its constants and code here last. */
    Object owner() {
        return owner;
    }

    void setOwner(Object owner) {
        this.owner = owner;
    }

    /** The floats that stay, to be filled before {@link #loadConstants}. */
    MemorySegment persistent() {
        return persistent.getSegment();
    }

    /** The floats of a batch, to be filled before {@link #loadInputs}. */
    MemorySegment inputs() {
        return inputs.getSegment();
    }

    /** The sizes and indices of a batch, likewise. */
    MemorySegment indices() {
        return newIndices.getSegment();
    }

    /** The results, after {@link #storeOutputs}. */
    MemorySegment outputs() {
        return outputs.getSegment();
    }

    void loadConstants(int[] words) {
        MemorySegment.copy(words, 0, newCode.getSegment(), ValueLayout.JAVA_INT, 0, words.length);
        run(0);
    }

    void loadInputs() {
        run(1);
    }

    void launch(Layout.Launch launch) {
        at.set(0, launch.place());
        at.set(1, launch.tasks());
        grids.get(launch.kernel()).setGlobalWork((long) launch.groups() * Wave.GROUP, 1, 1);
        run(graphs.get(launch.kernel()));
    }

    void storeOutputs() {
        run(packing);
    }

    private void run(int graph) {
        long begin = System.nanoTime();
        plan.withGraph(graph).withGridScheduler(scheduler).execute();
        if (compiled[graph]) {
            nanos[graph] += System.nanoTime() - begin;
            runs[graph]++;
        }
        compiled[graph] = true;
    }

    /** What the graphs cost since they were compiled, for people. */
    private String times() {
        StringJoiner text = new StringJoiner(", ");
        for (int graph = 0; graph < runs.length; graph++) {
            if (runs[graph] > 0) {
                text.add(String.format(Locale.ROOT, "%s %d × %.3f ms", names.get(graph), runs[graph], nanos[graph] * 1e-6 / runs[graph]));
            }
        }
        return text.toString();
    }

    /** The number of graphs whose kernel was compiled so far. */
    int compiled() {
        int count = 0;
        for (boolean done : compiled) {
            count += done ? 1 : 0;
        }
        return count;
    }

    /** Logs what the launches cost. */
    void logTimes() {
        LOGGER.log(Boolean.getBoolean(TIMES) ? Level.INFO : Level.DEBUG, "launches: {0}", times());
    }
}
