package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.tornado.Buffer.Region;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Space;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes what kernels read of a batch: its sizes, where inputs and outputs are, and its indices by items and by targets. */
final class IndexWriter {

    /** The place of inputs in the arena, behind the sizes of all spaces; the next three likewise. */
    static final int INPUT_PLACE = 6;

    static final int INPUT_COUNT = 7;
    static final int OUTPUT_PLACE = 8;
    static final int OUTPUT_COUNT = 9;

    /** The integers before the first index. */
    static final int HEADER = 10;

    private IndexWriter() {}

    static void write(Binding binding, Lowering lowering, Layout layout, MemorySegment to) {
        for (Space space : lowering.spaces()) {
            set(to, layout.count(space), binding.size(space));
        }
        Regions regions = layout.regions();
        set(to, INPUT_PLACE, regions.begin(Region.INPUT));
        set(to, INPUT_COUNT, regions.length(Region.INPUT));
        set(to, OUTPUT_PLACE, regions.begin(Region.OUTPUT));
        set(to, OUTPUT_COUNT, regions.length(Region.OUTPUT));
        for (Index index : lowering.gathered()) {
            int[] targets = binding.index(index);
            MemorySegment.copy(targets, 0, to, ValueLayout.JAVA_INT, 4L * layout.targets(index), targets.length);
        }
        for (Index index : lowering.summed()) {
            members(binding.index(index), binding.size(index.to()), index, layout, to);
        }
    }

    /** By counting: the items of a target in their own order, so that sums repeat. */
    private static void members(int[] targets, int count, Index index, Layout layout, MemorySegment to) {
        int[] next = new int[count + 1];
        for (int target : targets) {
            next[target + 1]++;
        }
        for (int t = 0; t < count; t++) {
            next[t + 1] += next[t];
        }
        MemorySegment.copy(next, 0, to, ValueLayout.JAVA_INT, 4L * layout.starts(index), next.length);
        if (layout.members(index) >= 0) {
            for (int f = 0; f < targets.length; f++) {
                set(to, layout.members(index) + next[targets[f]]++, f);
            }
        }
    }

    private static void set(MemorySegment to, int place, int value) {
        to.setAtIndex(ValueLayout.JAVA_INT, place, value);
    }
}
