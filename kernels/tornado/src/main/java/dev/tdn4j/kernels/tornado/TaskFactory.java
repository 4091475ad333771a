package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import dev.tdn4j.kernels.tornado.Buffer.Region;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;

/** Makes the tasks that compute a value into its buffer. */
final class TaskFactory {

    /** The parts that a sum over the items of a batch is divided into: enough for every multiprocessor. */
    private static final int PARTS = 64;

    /** Groups that a sum of outer products is to have, so that every multiprocessor works. */
    private static final int OUTER_GROUPS = 512;

    private static final int FEWEST_PARTS = 4;

    private final Lowering lowering;
    private final Fusion fusion;
    private final ChainBuilder chains;

    TaskFactory(Lowering lowering, Fusion fusion) {
        this.lowering = lowering;
        this.fusion = fusion;
        this.chains = new ChainBuilder(lowering, fusion);
    }

    /** Copies a value to another buffer. */
    void copy(Value value, Buffer to) {
        lowering.add(ChainTask.of(chains.of(value, false), to));
    }

    /** Computes a value that is stored. */
    void add(Value value) {
        Buffer out = lowering.buffer(value);
        switch (value.operation()) {
            case Operation.Sum _ -> sum(value, out);
            case Operation.SegmentSum(var index) -> {
                lowering.sums(index);
                lowering.add(new ChainTask(chains.of(value.argument(0), false), ChainTask.SEGMENT_SUM, 0, null, index, out));
            }
            case Operation.SegmentMax(var index) -> {
                lowering.sums(index);
                lowering.add(new ChainTask(chains.of(value.argument(0), false), ChainTask.SEGMENT_MAX, 0, null, index, out));
            }
            case Operation.Linear _ -> linear(value, out);
            case Operation.OuterSum _ -> outerSum(value, out);
            case Operation.TensorProduct(Coupling coupling, boolean contracted) -> product(value, coupling, contracted, out);
            case Operation.SolidHarmonics(int lmax) -> lowering.add(new HarmonicsTask(
                    lmax, lowering.constantPool().place(HarmonicsTask.factors(lmax)), lowering.buffer(value.argument(0)), out));
            case Operation.MapRows(RowMap map) when !View.isView(value) -> lowering.add(new RowsTask(
                    Sparse.of(map, lowering.tables(), lowering.constantPool()), lowering.buffer(value.argument(0)), out));
            default -> {
                if (!View.isView(value) && !Fusion.isElementwise(value)) {
                    throw new DeviceException("the tornado executor has no kernel for " + value.operation() + ": use another executor");
                }
                lowering.add(ChainTask.of(chains.of(value, true), out));
            }
        }
    }

    /** One axis: passes have divided sums over several. */
    private void sum(Value value, Buffer out) {
        Value argument = value.argument(0);
        Type from = argument.type();
        Type to = value.type();
        Chain chain = chains.of(argument, false);
        if (from.channels() != to.channels()) {
            lowering.add(new ChannelSumTask(chain, from.channels(), out));
        } else if (from.rows() != to.rows()) {
            lowering.add(new ChainTask(chain, ChainTask.ROWS, from.rows(), null, null, out));
        } else {
            Buffer parts = lowering.newBuffer(new Buffer(to, Region.WORK, PARTS));
            lowering.add(new ChainTask(chain, ChainTask.ITEMS, PARTS, from.space(), null, parts));
            addParts(value, parts, out);
        }
    }

    private void addParts(Value value, Buffer parts, Buffer out) {
        Chain chain = new Chain();
        chain.read(Opcode.PUSH, Leaf.of(View.of(value), parts, lowering.tables()));
        lowering.add(new ChainTask(chain, ChainTask.PARTS, parts.copies, null, null, out));
    }

    private void linear(Value value, Buffer out) {
        View x = fusion.view(value.argument(0));
        View weight = fusion.view(value.argument(1));
        lowering.add(new LinearTask(x, lowering.buffer(x.base()), weight, lowering.buffer(weight.base()), out));
    }

    private void outerSum(Value value, Buffer out) {
        Buffer x = lowering.buffer(value.argument(0));
        Buffer g = lowering.buffer(value.argument(1));
        if (x.type.space() == Space.ONE) {
            lowering.add(new OuterTask(x, g, out));
            return;
        }
        long tiles = LinearTask.tiles(out.type.rows()) * LinearTask.tiles(out.type.channels());
        int copies = Math.clamp(OUTER_GROUPS / tiles, FEWEST_PARTS, PARTS);
        Buffer parts = lowering.newBuffer(new Buffer(out.type, Region.WORK, copies));
        lowering.add(new OuterTask(x, g, parts));
        addParts(value, parts, out);
    }

    private void product(Value value, Coupling coupling, boolean contracted, Buffer out) {
        Buffer a = lowering.buffer(value.argument(0));
        Buffer b = lowering.buffer(value.argument(1));
        IntCode tables = lowering.tables();
        Constants constants = lowering.constantPool();
        boolean fits = coupling.size(0) * coupling.size(2) <= ProductKernels.MATRIX;
        if (contracted) {
            lowering.add(new ContractionTask(Sparse.ofPairs(coupling, tables, constants), a, b, out));
        } else if (a.type.channels() > 1 && b.type.channels() == 1 && fits) {
            lowering.add(new SharedTask(Sparse.matrix(coupling, tables, constants), a, b, out));
        } else if (a.type.channels() == 1 && b.type.channels() > 1 && coupling.size(1) * coupling.size(2) <= ProductKernels.MATRIX) {
            lowering.add(new SharedTask(Sparse.matrix(coupling.permute(1, 0, 2), tables, constants), b, a, out));
        } else {
            lowering.add(new SparseTask(Sparse.byOutput(coupling, tables, constants), a, b, out));
        }
    }
}
