package dev.tdn4j.tdn.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the columns of an extended-XYZ frame lie, from its {@code Properties=name:type:count:…}. Indices are 0-based
 * columns, −1 for one that is absent.
 *
 * @param species chemical symbols
 * @param number atomic numbers
 * @param position the first of three
 * @param force the first of three
 * @param fixed a flag, true for atoms held in place
 * @param mobile the first of {@code mobileCount} flags, true for atoms that move
 * @param mobileCount 1, or 3 with a flag for each direction
 * @param tag a whole number
 * @param width how many columns there are
 * @param exact whether a line with more columns is wrong
 */
record Columns(
        int species, int number, int position, int force, int fixed, int mobile, int mobileCount, int tag, int width,
        boolean exact) {

    /** Symbol, x, y, z, and whatever else: plain XYZ. */
    static final Columns PLAIN = new Columns(0, -1, 1, -1, -1, -1, 0, -1, 4, false);

    private static final List<String> FORCES = List.of("forces", "force", "REF_forces");

    /**
     * Parses a description.
     *
     * @throws IllegalArgumentException with a message fit for the user
     */
    static Columns parse(String properties) {
        String[] words = properties.split(":", -1);
        if (words.length % 3 != 0) {
            throw new IllegalArgumentException("Properties=" + properties + " is not made of name:type:count triples");
        }
        int species = -1;
        int number = -1;
        int position = -1;
        int[] force = {-1, -1, -1};
        int fixed = -1;
        int mobile = -1;
        int mobileCount = 0;
        int tag = -1;
        int column = 0;
        Set<String> seen = new HashSet<>();
        for (int t = 0; t < words.length; t += 3) {
            String name = words[t];
            if (!seen.add(name)) {
                throw new IllegalArgumentException("Properties names the column \"" + name + "\" twice");
            }
            int count = count(name, words[t + 2]);
            String type = words[t + 1];
            if (!List.of("S", "R", "I", "L").contains(type)) {
                throw new IllegalArgumentException(
                        "the column \"" + name + "\" has the type \"" + type + "\", but types are S, R, I and L");
            }
            switch (name) {
                case "species" -> species = expect(name, type, "S", count, 1, column);
                case "Z", "numbers" -> number = expect(name, type, "I", count, 1, column);
                case "pos" -> position = expect(name, type, "R", count, 3, column);
                case "forces", "force", "REF_forces" ->
                    force[FORCES.indexOf(name)] = expect(name, type, "R", count, 3, column);
                case "fixed" -> fixed = expect(name, type, "IL", count, 1, column);
                case "move_mask" -> {
                    mobile = expect(name, type, "IL", count, count == 3 ? 3 : 1, column);
                    mobileCount = count;
                }
                case "tags" -> tag = type.equals("I") && count == 1 ? column : -1;
                default -> { } // a column that is not ours
            }
            column += count;
        }
        if (position < 0) {
            throw new IllegalArgumentException("Properties=" + properties + " lacks pos:R:3");
        }
        if (species < 0 && number < 0) {
            throw new IllegalArgumentException("Properties=" + properties + " lacks species:S:1 (or Z:I:1)");
        }
        int firstForce = force[0] >= 0 ? force[0] : force[1] >= 0 ? force[1] : force[2];
        return new Columns(species, number, position, firstForce, fixed, mobile, mobileCount, tag, column, true);
    }

    private static int count(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("the column \"" + name + "\" has the count \"" + text
                    + "\", but must have a whole number from 1");
        }
        return Integer.parseInt(text);
    }

    private static int expect(String name, String type, String types, int count, int expectedCount, int column) {
        if (!types.contains(type) || count != expectedCount) {
            throw new IllegalArgumentException("the column " + name + ":" + type + ":" + count + " must be " + name + ":"
                    + types.charAt(0) + ":" + expectedCount);
        }
        return column;
    }
}
