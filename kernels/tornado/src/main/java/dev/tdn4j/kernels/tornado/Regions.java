package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import dev.tdn4j.kernels.tornado.Buffer.Region;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives buffers their places: region after region, and within the work region places that are free again. */
final class Regions {

    /** Buffers begin at multiples of so many floats: a line of the caches. */
    private static final int ALIGNMENT = 32;

    private final Map<Region, Integer> begins = new EnumMap<>(Region.class);
    private final Map<Region, Integer> lengths = new EnumMap<>(Region.class);

    Regions(Lowering lowering, Sizes sizes, Map<Buffer, Integer> places) {
        long next = 0;
        for (Region region : Region.values()) {
            begins.put(region, checked(next));
            next = aligned(region == Region.WORK
                    ? placeWork(lowering, sizes, places, next)
                    : placeAll(lowering.buffers(region), sizes, places, next + (region == Region.PERSISTENT ? lowering.constants() : 0)));
            lengths.put(region, checked(next - begins.get(region)));
        }
        checked(next);
    }

    private static long aligned(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static int checked(long floats) {
        if (floats > Integer.MAX_VALUE - ALIGNMENT) {
            throw new DeviceException("the batch needs " + (floats >> 28) + " GiB on the device, but one TornadoVM array holds 8: use smaller batches");
        }
        return (int) floats;
    }

    private static long placeAll(List<Buffer> buffers, Sizes sizes, Map<Buffer, Integer> places, long begin) {
        long next = aligned(begin);
        for (Buffer buffer : buffers) {
            places.put(buffer, checked(next));
            next += aligned(buffer.size(sizes));
        }
        return next;
    }

    /** First fit by order of waves, into the smallest gap that is large enough. */
    private static long placeWork(Lowering lowering, Sizes sizes, Map<Buffer, Integer> places, long begin) {
        Map<Buffer, Integer> last = lastReads(lowering);
        TreeMap<Long, Long> gaps = new TreeMap<>();
        gaps.put(begin, Long.MAX_VALUE / 2);
        long end = begin;
        List<List<Buffer>> dying = new ArrayList<>();
        lowering.waves().forEach(wave -> dying.add(new ArrayList<>()));
        last.forEach((buffer, wave) -> dying.get(wave).add(buffer));
        for (int w = 0; w < lowering.waves().size(); w++) {
            for (Task task : lowering.waves().get(w).tasks()) {
                if (task.writes().region == Region.WORK) {
                    long size = aligned(Math.max(1, task.writes().size(sizes)));
                    long place = take(gaps, size);
                    places.put(task.writes(), checked(place));
                    end = Math.max(end, place + size);
                }
            }
            for (Buffer buffer : dying.get(w)) {
                free(gaps, places.get(buffer), aligned(Math.max(1, buffer.size(sizes))));
            }
        }
        return end;
    }

    private static Map<Buffer, Integer> lastReads(Lowering lowering) {
        Map<Buffer, Integer> last = new IdentityHashMap<>();
        for (int w = 0; w < lowering.waves().size(); w++) {
            for (Task task : lowering.waves().get(w).tasks()) {
                for (Buffer buffer : task.reads()) {
                    if (buffer.region == Region.WORK) {
                        last.put(buffer, w);
                    }
                }
                if (task.writes().region == Region.WORK) {
                    last.putIfAbsent(task.writes(), w);
                }
            }
        }
        return last;
    }

    private static long take(TreeMap<Long, Long> gaps, long size) {
        long best = -1;
        for (Map.Entry<Long, Long> gap : gaps.entrySet()) {
            if (gap.getValue() >= size && (best < 0 || gap.getValue() < gaps.get(best))) {
                best = gap.getKey();
            }
        }
        long length = gaps.remove(best);
        if (length > size) {
            gaps.put(best + size, length - size);
        }
        return best;
    }

    private static void free(TreeMap<Long, Long> gaps, long place, long size) {
        Map.Entry<Long, Long> below = gaps.floorEntry(place);
        if (below != null && below.getKey() + below.getValue() == place) {
            gaps.remove(below.getKey());
            free(gaps, below.getKey(), below.getValue() + size);
            return;
        }
        Long above = gaps.remove(place + size);
        gaps.put(place, size + (above == null ? 0 : above));
    }

    int begin(Region region) {
        return begins.get(region);
    }

    int length(Region region) {
        return lengths.get(region);
    }

    /** The floats of the whole arena. */
    int total() {
        return begins.get(Region.WORK) + lengths.get(Region.WORK);
    }
}
