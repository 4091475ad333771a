package dev.tdn4j.kernels.vector;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.stream.Collectors;

/** Several elementwise operations in one pass over the items, by a kernel made for them. */
final class FusedStep extends Step {

    private final KernelBody body;
    private final List<Operand> operands;
    private final MethodHandle kernel;

    /** The steps of the sums over items that the kernel adds to. */
    private final List<Step> sums;

    private final int[] rowSteps;
    private final int[][] indices;

    FusedStep(KernelBody body, List<Step> sums) {
        super(
                body.stores().stream().map(store -> store.target().slot()).distinct().toList(),
                body.loads().stream().map(Operand::slot).distinct().toArray(Slot[]::new));
        KernelWriter writer = new KernelWriter(body);
        this.body = body;
        this.operands = writer.operands();
        this.kernel = KernelClasses.load(writer.bytes(), writer.operands());
        this.sums = sums;
        this.rowSteps = new int[operands.size()];
        this.indices = new int[operands.size()][];
    }

    @Override
    void bind(BoundBatch batch, int chunks) {
        sums.forEach(sum -> sum.bind(batch, chunks));
        for (int o = 0; o < indices.length; o++) {
            Operand operand = operands.get(o);
            rowSteps[o] = operand.slot().rowStride;
            indices[o] = operand.index() == null ? null : batch.index(operand.index());
        }
    }

    @Override
    void begin(int chunk, int from, int to) {
        for (int s = 0; s < sums.size(); s++) {
            sums.get(s).begin(chunk, from, to);
        }
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        for (int o = 0; o < rowSteps.length; o++) {
            worker.arrays[o] = operands.get(o).array(worker);
            worker.offsets[o] = operands.get(o).at(chunk, from);
        }
        KernelClasses.call(kernel, worker.arrays, worker.offsets, rowSteps, indices, from, count);
    }

    @Override
    void finish(int chunks) {
        for (int s = 0; s < sums.size(); s++) {
            sums.get(s).finish(chunks);
        }
    }

    /** What the kernel costs, in vector operations. */
    int cost() {
        return body.cost();
    }

    /** How many operands the kernel has. */
    int operands() {
        return operands.size();
    }

    @Override
    public String toString() {
        return body.stores().stream()
                .map(store -> store.target().slot().value.operation().toString())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
