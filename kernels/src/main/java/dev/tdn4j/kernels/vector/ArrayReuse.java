package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives arrays to the values that outlive their stage. An array is used again as soon as the last stage that reads its
 * value is done, so that the working set stays small; arrays grow with the batches and are kept.
 */
final class ArrayReuse {

    private final Schedule schedule;
    private final List<float[]> kept = new ArrayList<>();

    ArrayReuse(Schedule schedule) {
        this.schedule = schedule;
    }

    void bind(BoundBatch batch) {
        List<float[]> free = new ArrayList<>(kept);
        List<List<Slot>> beginning = byStage(0);
        List<List<Slot>> ending = byStage(1);
        for (int s = 0; s < schedule.stages.size(); s++) {
            for (Slot slot : beginning.get(s)) {
                int items = batch.size(slot.type.space());
                slot.stride(items);
                slot.data = take(free, slot.size(items) + Lanes.WIDTH);
            }
            ending.get(s).forEach(slot -> free.add(slot.data));
        }
    }

    private List<List<Slot>> byStage(int end) {
        List<List<Slot>> slots = new ArrayList<>();
        schedule.stages.forEach(stage -> slots.add(new ArrayList<>()));
        for (Map.Entry<Value, int[]> lifetime : schedule.lifetimes.entrySet()) {
            int stage = lifetime.getValue()[end];
            if (stage < slots.size()) {
                slots.get(stage).add(schedule.slots.get(lifetime.getKey()));
            }
        }
        return slots;
    }

    /** The latest freed of those that are large enough but not wasteful, for it is the likeliest in cache; else a new one. */
    private float[] take(List<float[]> free, int size) {
        for (int f = free.size() - 1; f >= 0; f--) {
            int length = free.get(f).length;
            if (length >= size && length <= 2 * size) {
                return free.remove(f);
            }
        }
        float[] array = new float[size + size / 4];
        kept.add(array);
        return array;
    }
}
