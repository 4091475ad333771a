package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Space;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything is for batches up to some sizes: every buffer in the arena, every index in the array of indices, and
 * the code of all waves. A buffer of the work region is free again after the last wave that reads it.
 */
final class Layout {

    private final Lowering lowering;
    private final Sizes sizes;
    private final Map<Buffer, Integer> places = new IdentityHashMap<>();
    private final Map<Index, Integer> targets = new EnumMap<>(Index.class);
    private final Map<Index, Integer> starts = new EnumMap<>(Index.class);
    private final Map<Index, Integer> members = new EnumMap<>(Index.class);
    private final int indices;
    private final Regions regions;
    private final int[] code;
    private final List<Launch> launches = new ArrayList<>();

    /**
     * A wave, placed.
     *
     * @param kernel what runs it
     * @param place the place of its list of tasks in the code
     * @param tasks the length of that list
     * @param groups the number of its groups of threads
     */
    record Launch(Kernel kernel, int place, int tasks, int groups) {}

    Layout(Lowering lowering, Sizes sizes) {
        this.lowering = lowering;
        this.sizes = sizes;
        this.indices = placeIndices();
        this.regions = new Regions(lowering, sizes, places);
        IntCode words = new IntCode(lowering.tables());
        for (Wave wave : lowering.waves()) {
            encode(wave, words);
        }
        this.code = words.toArray();
    }

    private int placeIndices() {
        int next = IndexWriter.HEADER;
        for (Index index : lowering.gathered()) {
            targets.put(index, next);
            next += sizes.of(index.from());
        }
        for (Index index : lowering.summed()) {
            starts.put(index, next);
            next += sizes.of(index.to()) + 1;
            members.put(index, index.sorted() ? -1 : next);
            next += index.sorted() ? 0 : sizes.of(index.from());
        }
        return next;
    }

    private void encode(Wave wave, IntCode words) {
        List<int[]> entries = new ArrayList<>();
        long groups = 0;
        for (Task task : wave.tasks()) {
            int place = task.encode(words, this);
            entries.add(new int[] {Math.toIntExact(groups), place});
            groups += task.groups(sizes);
        }
        int place = words.length();
        entries.forEach(words::append);
        if (groups * Wave.GROUP > Integer.MAX_VALUE) {
            throw new DeviceException("a launch of " + groups * Wave.GROUP + " threads is more than TornadoVM can count: use smaller batches");
        }
        launches.add(new Launch(wave.kernel(), place, wave.tasks().size(), (int) groups));
    }

    Sizes sizes() {
        return sizes;
    }

    Regions regions() {
        return regions;
    }

    /** The waves in order. */
    List<Launch> launches() {
        return launches;
    }

    int[] code() {
        return code;
    }

    /** The length of the array of indices. */
    int indices() {
        return indices;
    }

    /** The place of a buffer in the arena. */
    int place(Buffer buffer) {
        return places.get(buffer);
    }

    /** The place of a space's true size among the indices. */
    int count(Space space) {
        return space.ordinal();
    }

    /** The place of an index's targets. */
    int targets(Index index) {
        return targets.get(index);
    }

    /** The place at which the starts of an index's segments begin. */
    int starts(Index index) {
        return starts.get(index);
    }

    /** The place of the segments' members, −1 where they lie side by side. */
    int members(Index index) {
        return members.get(index);
    }
}
