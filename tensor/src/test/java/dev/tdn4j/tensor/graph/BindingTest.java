package dev.tdn4j.tensor.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BindingTest {

    private final Binding binding = new Binding().size(Space.NODES, 3).size(Space.EDGES, 2).size(Space.STRUCTURES, 1);

    private String refusal(Index index, int... targets) {
        return assertThrows(IllegalArgumentException.class, () -> binding.index(index, targets)).getMessage();
    }

    @Test
    void keepsWhatFits() {
        binding.index(Index.SOURCE, new int[] {2, 0}).index(Index.DESTINATION, new int[] {0, 2});
        assertArrayEquals(new int[] {2, 0}, binding.index(Index.SOURCE));
        assertEquals(3, binding.size(Space.NODES));
        assertEquals(1, binding.size(Space.ONE));
    }

    @Test
    void saysWhichItemPointsNowhere() {
        assertEquals("index SOURCE points item 1 at 3, but there are 3", refusal(Index.SOURCE, 0, 3));
        assertEquals("index SOURCE points item 0 at -1, but there are 3", refusal(Index.SOURCE, -1, 0));
        assertEquals("index SOURCE has 1 entries for 2 EDGES", refusal(Index.SOURCE, 0));
    }

    @Test
    void saysWhereASortedIndexDecreases() {
        assertEquals("index DESTINATION must not decrease, but does at item 1", refusal(Index.DESTINATION, 1, 0));
        assertEquals("index STRUCTURE points item 2 at 1, but there are 1", refusal(Index.STRUCTURE, 0, 0, 1));
    }

    @Test
    void saysWhatIsMissing() {
        var size = assertThrows(IllegalStateException.class, () -> binding.size(Space.PAIRS));
        assertEquals("the size of space PAIRS is not bound", size.getMessage());
        var index = assertThrows(NullPointerException.class, () -> binding.index(Index.PAIR));
        assertEquals("index PAIR is not bound", index.getMessage());
        assertThrows(IllegalStateException.class, () -> binding.index(Index.PAIR, new int[2]));
    }

    @Test
    void refusesSizesThatCannotBe() {
        var negative = assertThrows(IllegalArgumentException.class, () -> binding.size(Space.NODES, -1));
        assertEquals("space NODES cannot have -1 items", negative.getMessage());
        assertThrows(IllegalArgumentException.class, () -> binding.size(Space.ONE, 2));
    }
}
