package dev.tdn4j.tensor.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * Which of several matrices leads from which argument row to which result row: out_o = Σ x_i·W_b over the entries (o, i, b).
 * A linear layer with a matrix for every degree has the entries (o, o, degree of o). Immutable; the entries are sorted by
 * result row.
 */
public final class BlockPattern {

    /**
     * One matrix between two rows.
     *
     * @param output the result row
     * @param input the argument row
     * @param block which matrix
     */
    public record Entry(int output, int input, int block) {}

    private final int outputs;
    private final int inputs;
    private final int blocks;
    private final List<Entry> entries;
    private final int hash;

    /**
     * A pattern.
     *
     * @param outputs the rows of the result, at least 1; those without an entry are zero
     * @param inputs the rows of the argument, at least 1
     * @param blocks the number of matrices, at least 1
     * @param entries the entries in any order
     * @throws IllegalArgumentException if a size is not positive, or an entry is out of range or given twice
     */
    public BlockPattern(int outputs, int inputs, int blocks, List<Entry> entries) {
        if (outputs < 1 || inputs < 1 || blocks < 1) {
            throw new IllegalArgumentException(
                    "a pattern needs positive sizes, but has " + outputs + " × " + inputs + " rows and " + blocks + " matrices");
        }
        for (Entry e : entries) {
            if (e.output < 0 || e.output >= outputs || e.input < 0 || e.input >= inputs || e.block < 0 || e.block >= blocks) {
                throw new IllegalArgumentException(
                        e + " does not fit a pattern of " + outputs + " × " + inputs + " rows and " + blocks + " matrices");
            }
        }
        if (entries.stream().distinct().count() < entries.size()) {
            throw new IllegalArgumentException("an entry of a pattern is given twice");
        }
        this.outputs = outputs;
        this.inputs = inputs;
        this.blocks = blocks;
        this.entries = entries.stream()
                .sorted(Comparator.comparingInt(Entry::output).thenComparingInt(Entry::input).thenComparingInt(Entry::block))
                .toList();
        this.hash = Objects.hash(outputs, inputs, blocks, this.entries);
    }

    /**
     * A matrix of its own for every kind of row, and nothing from one row to another.
     *
     * @param rows the rows
     * @param blocks the kinds
     * @param blockOf the kind of a row
     * @return the pattern
     */
    public static BlockPattern diagonal(int rows, int blocks, IntUnaryOperator blockOf) {
        List<Entry> entries = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            entries.add(new Entry(row, row, blockOf.applyAsInt(row)));
        }
        return new BlockPattern(rows, rows, blocks, entries);
    }

    /**
     * The rows of the result.
     *
     * @return at least 1
     */
    public int outputs() {
        return outputs;
    }

    /**
     * The rows of the argument.
     *
     * @return at least 1
     */
    public int inputs() {
        return inputs;
    }

    /**
     * The number of matrices.
     *
     * @return at least 1
     */
    public int blocks() {
        return blocks;
    }

    /**
     * The entries, sorted by result row, then argument row, then matrix.
     *
     * @return the entries
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Whether one matrix mixes every row alone.
     *
     * @return true for what a linear map of channels does
     */
    public boolean isSingle() {
        return blocks == 1 && outputs == inputs && entries.equals(diagonal(outputs, 1, row -> 0).entries);
    }

    /**
     * The pattern of the adjoint, whose matrices are the transposes.
     *
     * @return results and arguments swapped
     */
    public BlockPattern transposed() {
        return new BlockPattern(
                inputs, outputs, blocks, entries.stream().map(e -> new Entry(e.input, e.output, e.block)).toList());
    }

    /** The argument rows that some entry reads, in order. */
    int[] usedInputs() {
        return entries.stream().mapToInt(Entry::input).distinct().sorted().toArray();
    }

    /**
     * This pattern after a map that copies rows, so that its argument's rows are read where they come from; null if two
     * entries would become one.
     */
    BlockPattern after(RowMap copying) {
        List<Entry> read = new ArrayList<>();
        for (Entry e : entries) {
            if (copying.start(e.input) < copying.start(e.input + 1)) {
                read.add(new Entry(e.output, copying.column(copying.start(e.input)), e.block));
            }
        }
        return read.stream().distinct().count() < read.size()
                ? null
                : new BlockPattern(outputs, copying.inputs(), blocks, read);
    }

    /** Some of the result rows: row o of the new result is row {@code rows[o]} of this one. */
    BlockPattern select(int[] rows) {
        List<Entry> chosen = new ArrayList<>();
        for (int o = 0; o < rows.length; o++) {
            for (Entry e : entries) {
                if (e.output == rows[o]) {
                    chosen.add(new Entry(o, e.input, e.block));
                }
            }
        }
        return new BlockPattern(rows.length, inputs, blocks, chosen);
    }

    /** The argument row of each entry, as a map that copies. */
    RowMap inputOfEntry() {
        return RowMap.copying(entries.size(), inputs, t -> entries.get(t).input);
    }

    /** The result row of each entry, as a map that copies. */
    RowMap outputOfEntry() {
        return RowMap.copying(entries.size(), outputs, t -> entries.get(t).output);
    }

    /** The matrix of each entry, as a map that copies. */
    RowMap blockOfEntry() {
        return RowMap.copying(entries.size(), blocks, t -> entries.get(t).block);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockPattern p
                && hash == p.hash
                && outputs == p.outputs
                && inputs == p.inputs
                && blocks == p.blocks
                && entries.equals(p.entries);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "BlockPattern[" + inputs + "→" + outputs + " by " + blocks + " matrices, " + entries.size() + " entries, hash "
                + hash + "]";
    }
}
