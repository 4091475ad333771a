package dev.tdn4j.kernels.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Places the local values of a stage in scratch: room is used again as soon as the last reader is done. */
final class TileLayout {

    /** About what stays in a core's second-level cache beside the matrices that a tile is multiplied with. */
    private static final int SCRATCH_FLOATS = 64 * 1024;

    private static final int SMALLEST = 16;
    private static final int LARGEST = 16;

    /**
     * Matrices that a second-level cache does not hold come from further away for every tile. Then it is their traffic that
     * counts, and tiles are three times as large: 48 rows of each kind are also eight tiles of a matrix product.
     */
    private static final int MATRIX_FLOATS = 256 * 1024;

    private static final int OF_LARGE_MATRICES = 48;

    private record Room(int from, int size) {}

    private final List<Room> free = new ArrayList<>();
    private int end;

    private TileLayout() {}

    /** Chooses the tile and sets the bases of the stage's local slots. */
    static void place(Stage stage) {
        boolean large = stage.steps.stream().mapToInt(Step::matrices).sum() > MATRIX_FLOATS;
        int tile = large ? OF_LARGE_MATRICES : LARGEST;
        int need = layout(tile, stage.steps);
        while (!large && tile > SMALLEST && need > SCRATCH_FLOATS) {
            tile /= 2;
            need = layout(tile, stage.steps);
        }
        stage.tile = tile;
        stage.scratch = need;
    }

    private static int layout(int tile, List<Step> steps) {
        Map<Slot, Integer> lastUse = new HashMap<>();
        for (int s = 0; s < steps.size(); s++) {
            for (Slot slot : steps.get(s).in) {
                lastUse.put(slot, s);
            }
        }
        TileLayout layout = new TileLayout();
        for (int s = 0; s < steps.size(); s++) {
            int now = s;
            Slot out = steps.get(s).out;
            if (out.local) {
                out.stride(tile);
                out.base = layout.take(out.size(tile));
            }
            Stream.of(steps.get(s).in).distinct().filter(in -> in.local && lastUse.get(in) == now).forEach(
                    in -> layout.give(new Room(in.base, in.size(tile))));
        }
        return layout.end;
    }

    private int take(int size) {
        for (int f = 0; f < free.size(); f++) {
            Room room = free.get(f);
            if (room.size >= size) {
                if (room.size == size) {
                    free.remove(f);
                } else {
                    free.set(f, new Room(room.from + size, room.size - size));
                }
                return room.from;
            }
        }
        int at = end;
        end += size;
        return at;
    }

    /** Joins the room with its free neighbours. */
    private void give(Room room) {
        Room joined = room;
        for (int f = free.size() - 1; f >= 0; f--) {
            Room other = free.get(f);
            if (other.from + other.size == joined.from) {
                joined = new Room(other.from, other.size + joined.size);
                free.remove(f);
            } else if (joined.from + joined.size == other.from) {
                joined = new Room(joined.from, joined.size + other.size);
                free.remove(f);
            }
        }
        free.add(joined);
    }
}
