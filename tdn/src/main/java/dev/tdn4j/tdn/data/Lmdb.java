package dev.tdn4j.tdn.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entries of an LMDB file (version 1 of the format, as LMDB 0.9 writes it on little-endian 64-bit machines): pages of a
 * B+ tree, of which the two first say where its root is. Read here and not by the native library, which maps a damaged file
 * all the same and then ends the JVM: among 100 files with four bytes changed it did so twice.
 *
 * <p>The structure is that of the comments and declarations in LMDB's {@code mdb.c}. Every access is within bounds or a
 * DataException.
 */
final class Lmdb {

    private static final int MAGIC = 0xBEEFC0DE;
    private static final int VERSION = 1;
    private static final int HEADER = 16;
    private static final int BRANCH = 1;
    private static final int LEAF = 2;
    private static final int OVERFLOW = 4;
    private static final int META = 8;
    /** A leaf of bare keys, all of one size; duplicates of one key use such leaves. */
    private static final int LEAF_OF_KEYS = 0x20;
    /** Flags of a node: its value lies on pages of its own; is a tree; is a set of duplicates. */
    private static final int BIG_VALUE = 1;
    private static final int NO_PLAIN_VALUE = 2 | 4;
    /** Offsets in a meta page of the free-list's tree, whose first field is the page size, and of the main tree. */
    private static final int FREE_TREE = HEADER + 24;
    private static final int MAIN_TREE = FREE_TREE + 48;
    private static final int DEEPEST = 32;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private final String name;
    private final int pageSize;
    private final long pages;
    /** Where each entry's node lies, in the order of the keys. */
    private long[] nodes;
    private int entries;
    private long visited;

    /**
     * Finds the entries.
     *
     * @throws DataException if the file is no LMDB file, of another version, or damaged
     */
    Lmdb(MemorySegment file, String name) {
        this.file = file;
        this.name = name;
        try {
            this.pageSize = pageSize();
            long meta = newestMeta();
            this.pages = file.get(LONG, meta + MAIN_TREE + 48) + 1;
            if (pages < 2 || pages > file.byteSize() / pageSize) {
                throw damaged("it should have " + pages + " pages of " + pageSize + " bytes, but has "
                        + file.byteSize() / pageSize + ": it is cut short, or was copied while it was written");
            }
            readTree(meta + MAIN_TREE);
        } catch (IndexOutOfBoundsException e) {
            throw damaged("a page points outside the file");
        }
    }

    /** Whether a file begins as LMDB files do. */
    static boolean matches(byte[] head) {
        MemorySegment bytes = MemorySegment.ofArray(head);
        return head.length >= HEADER + 4 && bytes.get(INT, HEADER) == MAGIC;
    }

    private int pageSize() {
        if (file.byteSize() < FREE_TREE + 4 || file.get(INT, HEADER) != MAGIC) {
            throw new DataException(name + ": this is no LMDB file (of a little-endian machine)");
        }
        if (file.get(INT, HEADER + 4) != VERSION) {
            throw new DataException(name + ": this is LMDB's format " + file.get(INT, HEADER + 4) + ", but only 1 can be read");
        }
        int size = file.get(INT, FREE_TREE);
        if (size < 256 || size > 65536 || Integer.bitCount(size) != 1) {
            throw damaged("its pages are said to be " + size + " bytes long");
        }
        return size;
    }

    /** Of two meta pages, written in turn, the one with the later transaction is in force. */
    private long newestMeta() {
        long second = pageSize;
        boolean there = file.get(INT, second + HEADER) == MAGIC && (file.get(SHORT, second + 10) & META) != 0;
        long transaction = MAIN_TREE + 56;
        return there && file.get(LONG, second + transaction) > file.get(LONG, transaction) ? second : 0;
    }

    private void readTree(long tree) {
        if (file.get(SHORT, tree + 4) != 0) {
            throw new DataException(name + ": keys have several values, or are numbers: this is no file of PubChemQCR");
        }
        long announced = file.get(LONG, tree + 32);
        long root = file.get(LONG, tree + 40);
        // A node takes 8 bytes at least, so what is announced cannot exceed what there is room for.
        if (announced < 0 || announced > file.byteSize() / 8 || announced > Integer.MAX_VALUE - 8) {
            throw damaged("it announces " + announced + " entries");
        }
        this.nodes = new long[(int) Math.min(announced, 1 << 16)];
        if (root != -1) {
            readPage(root, DEEPEST);
        }
        if (entries != announced) {
            throw damaged("it announces " + announced + " entries, but has " + entries);
        }
    }

    private void readPage(long number, int depth) {
        if (++visited > pages || depth == 0) {
            throw damaged("its pages go round in a circle");
        }
        long page = page(number);
        int flags = file.get(SHORT, page + 10) & 0xffff;
        int count = ((file.get(SHORT, page + 12) & 0xffff) - HEADER) / 2;
        if (count < 0 || HEADER + 2 * count > pageSize || (flags & LEAF_OF_KEYS) != 0 || (flags & (BRANCH | LEAF)) == 0) {
            throw damaged("page " + number + " is no page of a tree");
        }
        for (int i = 0; i < count; i++) {
            long node = page + (file.get(SHORT, page + HEADER + 2 * i) & 0xffff);
            if ((flags & LEAF) != 0) {
                add(node);
            } else {
                readPage(pageUnder(node), depth - 1);
            }
        }
    }

    private void add(long node) {
        if (entries == nodes.length) {
            nodes = Arrays.copyOf(nodes, Math.max(16, 2 * entries));
        }
        nodes[entries++] = node;
    }

    /** The number of the page that a branch's node leads to: 48 bits. */
    private long pageUnder(long node) {
        return (file.get(INT, node) & 0xffffffffL) | (file.get(SHORT, node + 4) & 0xffffL) << 32;
    }

    private long page(long number) {
        if (number < 2 || number >= pages) {
            throw damaged("page " + number + " is none of its " + pages);
        }
        return number * pageSize;
    }

    /** The number of entries. */
    int size() {
        return entries;
    }

    /** The key of an entry. */
    byte[] key(int entry) {
        try {
            long node = nodes[entry];
            return bytes(node + 8, file.get(SHORT, node + 6) & 0xffff);
        } catch (IndexOutOfBoundsException e) {
            throw damaged("the key of entry " + (entry + 1) + " points outside the file");
        }
    }

    /**
     * The value of an entry.
     *
     * @param longest the most bytes it may have
     */
    byte[] value(int entry, int longest) {
        try {
            long node = nodes[entry];
            long size = file.get(INT, node) & 0xffffffffL;
            int flags = file.get(SHORT, node + 4) & 0xffff;
            long data = node + 8 + (file.get(SHORT, node + 6) & 0xffff);
            if (size > longest || (flags & NO_PLAIN_VALUE) != 0) {
                throw damaged("the value of entry " + (entry + 1) + " is " + size + " bytes long, or no plain value");
            }
            return bytes((flags & BIG_VALUE) == 0 ? data : overflow(data), (int) size);
        } catch (IndexOutOfBoundsException e) {
            throw damaged("the value of entry " + (entry + 1) + " points outside the file");
        }
    }

    private long overflow(long data) {
        long page = page(file.get(LONG, data));
        if ((file.get(SHORT, page + 10) & OVERFLOW) == 0) {
            throw damaged("page " + page / pageSize + " holds no value");
        }
        return page + HEADER;
    }

    private byte[] bytes(long from, int count) {
        return file.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE);
    }

    private DataException damaged(String what) {
        return new DataException(name + ": the LMDB file is damaged: " + what + "; get it anew");
    }
}
