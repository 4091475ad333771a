package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;

/** Chooses the kernel of an operation. */
final class StepFactory {

    private StepFactory() {}

    static Step step(Value value, Slot out, Slot[] in) {
        return switch (value.operation()) {
            case Operation.Input _, Operation.Parameter _, Operation.Constant _, Operation.StopGradient _ ->
                throw new IllegalArgumentException("nothing computes " + value);
            case Operation.Binary binary -> new BinaryStep(binary, out, in[0], in[1]);
            case Operation.Affine affine -> new MapStep(affine, out, in[0]);
            case Operation.Apply apply -> new MapStep(apply.function(), out, in[0]);
            case Operation.Sum _ -> sum(out, in[0]);
            case Operation.Broadcast _ -> new BroadcastStep(out, in[0]);
            case Operation.MapRows map -> new MapRowsStep(map.map(), out, in[0]);
            case Operation.Linear _ -> new LinearStep(out, in[0], in[1]);
            case Operation.OuterSum _ -> new OuterSumStep(out, in[0], in[1]);
            case Operation.Transpose _ -> new TransposeStep(1, out, in[0]);
            case Operation.BlockLinear(BlockPattern pattern) -> new BlockLinearStep(pattern, out, in[0], in[1]);
            case Operation.BlockOuterSum(BlockPattern pattern) -> new BlockOuterSumStep(pattern, out, in[0], in[1]);
            case Operation.BlockTranspose(int blocks) -> new TransposeStep(blocks, out, in[0]);
            case Operation.TensorProduct product -> product(product, out, in[0], in[1]);
            case Operation.Gather gather -> new GatherStep(gather.index(), out, in[0]);
            case Operation.SegmentSum(Index index) ->
                index == Index.DESTINATION
                        ? new ScatterSumStep(index, out, in[0])
                        : new MembersStep(index, false, out, in[0]);
            case Operation.SegmentMax(Index index) -> new MembersStep(index, true, out, in[0]);
            case Operation.SolidHarmonics harmonics -> new HarmonicsStep(harmonics.lmax(), out, in[0]);
            case Operation.SliceChannels slice ->
                new ChannelsStep(slice.from(), 0, out.type.channels(), out, in[0]);
            case Operation.PadChannels pad -> new ChannelsStep(0, pad.from(), in[0].type.channels(), out, in[0]);
        };
    }

    /** One axis at a time: {@link dev.tdn4j.tensor.graph.SingleChannels} saw to it. */
    private static Step sum(Slot out, Slot x) {
        Type from = x.type;
        Type to = out.type;
        if (from.space() != to.space()) {
            return new SumItemsStep(out, x);
        }
        return from.rows() != to.rows() ? new SumRowsStep(out, x) : new SumChannelsStep(out, x);
    }

    private static Step product(Operation.TensorProduct product, Slot out, Slot a, Slot b) {
        MatrixForm form = MatrixForm.of(product.coupling());
        if (form != null && form.matrix() == 0 && a.itemsFastest && !b.itemsFastest) {
            return new ItemMatrixStep(form, out, a, b);
        }
        if (form != null && form.matrix() == 1 && b.itemsFastest && !a.itemsFastest) {
            return new ItemMatrixStep(form, out, b, a);
        }
        if (form != null && form.matrix() == 2 && product.contracted() && !a.itemsFastest && !b.itemsFastest) {
            return new ItemOuterStep(form, out, a, b);
        }
        Step sparse = sparseMatrix(product, out, a, b);
        if (sparse != null) {
            return sparse;
        }
        if (!product.contracted() && !a.itemsFastest && !b.itemsFastest && RowProductsStep.fits(product.coupling())) {
            return new RowProductsStep(product.coupling(), out, a, b);
        }
        return new SparseProductStep(product.coupling(), product.contracted(), out, a, b);
    }

    /** A product with a matrix of which some places are kept, or the adjoint that is such a matrix; null for any other. */
    private static Step sparseMatrix(Operation.TensorProduct product, Slot out, Slot a, Slot b) {
        Coupling coupling = product.coupling();
        if (a.itemsFastest && !b.itemsFastest && !product.contracted() && SparseMatrixForm.of(coupling, 0) != null) {
            return new SparseMatrixStep(coupling, 0, out, a, b);
        }
        if (b.itemsFastest && !a.itemsFastest && !product.contracted() && SparseMatrixForm.of(coupling, 1) != null) {
            return new SparseMatrixStep(coupling, 1, out, b, a);
        }
        SparseMatrixForm adjoint = a.itemsFastest || b.itemsFastest || !product.contracted() ? null : SparseMatrixForm.of(coupling, 2);
        return adjoint == null ? null : new SparseOuterStep(adjoint, out, a, b);
    }
}
