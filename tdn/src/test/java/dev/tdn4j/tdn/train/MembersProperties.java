package dev.tdn4j.tdn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.SharedData;
import dev.tdn4j.tdn.data.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MembersProperties {

    private static final TrainingOptions OPTIONS = Ethanol.options(1);

    private static List<Structure> frames(int count, String key, int molecules) {
        Structure frame = Ethanol.frames(1).getFirst();
        List<Structure> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(key == null ? frame : frame.withInfo(Map.of(key, "m" + i * 31 % molecules)));
        }
        return frames;
    }

    private static Members members(List<Structure> frames) {
        return Members.of(new GraphSet(frames, 4, 0), OPTIONS, share -> {});
    }

    /** Nothing is lost or doubled, at least the count is kept apart, and no molecule is on both sides. */
    @Property(tries = 200)
    void moleculesStayWhole(
            @ForAll long seed, @ForAll @IntRange(min = 20, max = 300) int count, @ForAll @IntRange(min = 10, max = 20) int molecules) {
        for (String key : List.of("molecule", "mol_id", "sid")) {
            List<Structure> frames = frames(count, key, molecules);
            int wanted = (int) Math.ceil(0.05 * count);
            int[][] parts = members(frames).split(wanted, seed);
            assertArrayEquals(
                    IntStream.range(0, count).toArray(),
                    IntStream.concat(Arrays.stream(parts[0]), Arrays.stream(parts[1])).sorted().toArray());
            assertTrue(parts[0].length >= wanted && parts[0].length <= count / 2, parts[0].length + " of " + count);
            Set<String> apart = new HashSet<>();
            Arrays.stream(parts[0]).forEach(i -> apart.add(frames.get(i).info().get(key)));
            assertTrue(Arrays.stream(parts[1]).noneMatch(i -> apart.contains(frames.get(i).info().get(key))));
        }
    }

    /** Frames without names, or all of one molecule, are drawn singly, as Collections.shuffle orders them. */
    @Property(tries = 50)
    void framesWithoutMolecules(@ForAll long seed, @ForAll @IntRange(min = 2, max = 50) int count, @ForAll boolean named) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int[][] parts = members(frames(count, named ? "molecule" : null, 1)).split(1, seed);
        assertArrayEquals(new int[] {order.getFirst()}, parts[0]);
        assertArrayEquals(order.stream().skip(1).mapToInt(i -> i).toArray(), parts[1]);
    }

    @Property(tries = 20)
    void theSeedDecides(@ForAll long seed) {
        Members members = members(frames(200, "molecule", 40));
        assertArrayEquals(members.split(10, seed)[0], members.split(10, seed)[0]);
    }

    /** The relaxations that stand in for PubChemQCR: 163 molecules, of which some become the validation set. */
    @Example
    void relaxations() {
        List<Structure> frames = ExtendedXyz.readAll(SharedData.file("xtb_relax_train.extxyz"));
        TrainingData data = TrainingData.of(frames, List.of(), 4, OPTIONS);
        Set<String> validation = new HashSet<>();
        data.validation().forEach(graph -> validation.add(graph.structure().info().get("mol_id")));
        assertTrue(data.validation().size() >= 67 && data.validation().size() < 120, data.validation().size() + " are kept apart");
        assertTrue(data.training().stream().noneMatch(g -> validation.contains(g.structure().info().get("mol_id"))));
        assertEquals(frames.size(), data.training().size() + data.validation().size());
    }
}
