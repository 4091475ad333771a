package dev.tdn4j.tensor.graph;

import java.util.Map;
import java.util.TreeMap;

/**
 * The exact number of fused multiply-adds in a program's sums of products: channel mixing and its adjoint, tensor products
 * by their non-zeros, linear maps over rows that are more than a selection. Elementwise operations and plain sums are not
 * counted, so a share of the peak made from this number never flatters.
 */
public final class MultiplyAdds {

    private MultiplyAdds() {}

    /**
     * The number in one run.
     *
     * @param program the program, after the passes whose work is not to count
     * @param binding the sizes of its spaces
     * @return multiply-adds
     */
    public static long of(Program program, Binding binding) {
        return byOperation(program, binding).values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The number in one run, operation by operation.
     *
     * @param program the program
     * @param binding the sizes of its spaces
     * @return multiply-adds by the name of the operation, without those that have none
     */
    public static Map<String, Long> byOperation(Program program, Binding binding) {
        Map<String, Long> counts = new TreeMap<>();
        for (Value value : program.values()) {
            long count = of(value, binding);
            if (count > 0) {
                counts.merge(value.operation().getClass().getSimpleName(), count, Long::sum);
            }
        }
        return counts;
    }

    private static long of(Value value, Binding binding) {
        long items = binding.size(value.type().space());
        return switch (value.operation()) {
            case Operation.Linear _ -> items * value.type().itemSize() * value.argument(0).type().channels();
            case Operation.OuterSum _ -> {
                Type summed = value.argument(0).type();
                yield (long) binding.size(summed.space()) * summed.rows() * value.type().itemSize();
            }
            case Operation.BlockLinear(BlockPattern pattern) ->
                items * pattern.entries().size() * value.argument(0).type().channels() * value.type().channels();
            case Operation.BlockOuterSum(BlockPattern pattern) ->
                (long) binding.size(value.argument(0).type().space()) * pattern.entries().size()
                        * value.argument(0).type().channels() * value.type().channels();
            case Operation.TensorProduct product -> {
                int channels = Math.max(value.argument(0).type().channels(), value.argument(1).type().channels());
                yield items * product.coupling().nonzeros() * channels;
            }
            case Operation.MapRows(RowMap map) when !map.copies() -> items * map.nonzeros() * value.type().channels();
            default -> 0;
        };
    }
}
