package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.BlockPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mixes channels by one of several matrices for each pair of rows. Entries of a result row that read adjacent rows by
 * adjacent matrices are one matrix product of their joint depth; adjacent result rows of the same matrices, such as the
 * orders of a degree, share the packing of these.
 */
final class BlockLinearStep extends Step {

    /** Argument rows input..input+length−1 by matrices block..block+length−1. */
    private record Run(int input, int block, int length) {

        boolean sameMatrices(Run other) {
            return block == other.block && length == other.length;
        }
    }

    /** Result rows output..output+count−1, whose argument rows are so far apart. */
    private record Group(int output, int count, int inputStep, List<Run> runs) {}

    private final List<Group> groups = new ArrayList<>();

    BlockLinearStep(BlockPattern pattern, Slot out, Slot x, Slot weight) {
        super(out, x, weight);
        List<List<Run>> rows = new ArrayList<>();
        // Padding between rows would stand in the middle of a joint depth.
        boolean joins = x.padded == x.type.channels();
        for (int o = 0; o < pattern.outputs(); o++) {
            rows.add(runs(pattern, o, joins));
        }
        for (int o = 0; o < rows.size(); ) {
            Group group = group(rows, o);
            groups.add(group);
            o += group.count;
        }
    }

    private static List<Run> runs(BlockPattern pattern, int output, boolean joins) {
        List<Run> runs = new ArrayList<>();
        for (BlockPattern.Entry entry : pattern.entries()) {
            if (entry.output() == output) {
                Run last = runs.isEmpty() ? null : runs.getLast();
                if (joins && last != null && entry.input() == last.input + last.length && entry.block() == last.block + last.length) {
                    runs.set(runs.size() - 1, new Run(last.input, last.block, last.length + 1));
                } else {
                    runs.add(new Run(entry.input(), entry.block(), 1));
                }
            }
        }
        return runs;
    }

    private static Group group(List<List<Run>> rows, int output) {
        List<Run> first = rows.get(output);
        int step = 0;
        int count = 1;
        while (output + count < rows.size()) {
            int next = first.isEmpty() || rows.get(output + count).isEmpty()
                    ? 0
                    : rows.get(output + count).getFirst().input - first.getFirst().input;
            if (count == 1) {
                step = next;
            }
            if (next != count * step || !follows(first, rows.get(output + count), next)) {
                break;
            }
            count++;
        }
        return new Group(output, count, step, first);
    }

    private static boolean follows(List<Run> first, List<Run> later, int shift) {
        if (first.size() != later.size()) {
            return false;
        }
        for (int r = 0; r < first.size(); r++) {
            if (!first.get(r).sameMatrices(later.get(r)) || later.get(r).input - first.get(r).input != shift) {
                return false;
            }
        }
        return true;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            if (group.runs.isEmpty()) {
                clear(worker, from, count, group);
            }
            for (int r = 0; r < group.runs.size(); r++) {
                multiply(worker, from, count, group, group.runs.get(r), r > 0);
            }
        }
    }

    private void clear(Worker worker, int from, int count, Group group) {
        for (int i = 0; i < count; i++) {
            int at = out.at(from) + i * out.itemStride + group.output * out.rowStride;
            Arrays.fill(out.in(worker), at, at + group.count * out.rowStride, 0);
        }
    }

    private void multiply(Worker worker, int from, int count, Group group, Run run, boolean accumulate) {
        Slot x = in[0];
        Slot weight = in[1];
        int depth = x.type.channels();
        if (weight.packed != null) {
            Gemm.multiply(
                    x.in(worker), x.at(from) + run.input * x.rowStride, x.itemStride, group.inputStep * x.rowStride,
                    weight.packed, run.block * depth,
                    out.in(worker), out.at(from) + group.output * out.rowStride, out.itemStride, out.rowStride,
                    count, group.count, run.length * depth, accumulate);
            return;
        }
        Gemm.multiply(
                x.in(worker), x.at(from) + run.input * x.rowStride, x.itemStride, group.inputStep * x.rowStride,
                weight.in(worker), weight.at(0) + run.block * depth * weight.padded, weight.padded,
                out.in(worker), out.at(from) + group.output * out.rowStride, out.itemStride, out.rowStride,
                count, group.count, out.padded, run.length * depth, accumulate);
    }

    @Override
    int matrices() {
        return in[1].size(1);
    }
}
