package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Space;
import java.util.EnumMap;
import java.util.Map;

/** A binding, with the members of every target of an index listed when somebody asks. */
final class BoundBatch {

    /**
     * The items that point at each target, in their own order.
     *
     * @param start where a target's members begin, one more entry than targets
     * @param item the members
     */
    record Members(int[] start, int[] item) {}

    private final Binding binding;
    private final Map<Index, Members> members = new EnumMap<>(Index.class);

    BoundBatch(Binding binding) {
        this.binding = binding;
    }

    int size(Space space) {
        return binding.size(space);
    }

    int[] index(Index index) {
        return binding.index(index);
    }

    /** The same order for any number of threads: sums over members repeat. */
    Members members(Index index) {
        return members.computeIfAbsent(index, this::list);
    }

    private Members list(Index index) {
        int[] target = binding.index(index);
        int[] start = new int[binding.size(index.to()) + 1];
        for (int t : target) {
            start[t + 1]++;
        }
        for (int t = 1; t < start.length; t++) {
            start[t] += start[t - 1];
        }
        int[] next = start.clone();
        int[] item = new int[target.length];
        for (int f = 0; f < target.length; f++) {
            item[next[target[f]]++] = f;
        }
        return new Members(start, item);
    }
}
