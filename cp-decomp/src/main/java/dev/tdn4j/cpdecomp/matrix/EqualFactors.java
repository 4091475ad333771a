package dev.tdn4j.cpdecomp.matrix;

import java.util.Arrays;

/**
 * The factors of a scheme and which of them are equal, kept up to date as they change. Slot 3r + axis is one factor of term
 * r, a vector of up to 64 bits.
 *
 * <p>Two slots match if they are equal, lie in different terms and, unless the scheme is cyclic, on the same axis. Slots are
 * chained by hash; those that match some other one are listed densely, to draw from.
 */
final class EqualFactors {

    private static final int NONE = -1;

    private final boolean cyclic;
    private final long[] value;
    private final int[] head;
    private final int[] bucket;
    private final int[] next;
    private final int[] previous;
    private final int[] matched;
    private final int[] place;
    private int matchedCount;

    EqualFactors(int terms, boolean cyclic) {
        this.cyclic = cyclic;
        int slots = 3 * terms;
        value = new long[slots];
        head = new int[Integer.highestOneBit(slots) * 4];
        bucket = new int[slots];
        next = new int[slots];
        previous = new int[slots];
        matched = new int[slots];
        place = new int[slots];
        Arrays.fill(head, NONE);
        Arrays.fill(place, NONE);
    }

    long get(int slot) {
        return value[slot];
    }

    /** The number of slots that match another one. */
    int matchedCount() {
        return matchedCount;
    }

    /** One of the slots that match another one. */
    int matched(int index) {
        return matched[index];
    }

    boolean match(int a, int b) {
        return value[a] == value[b] && (cyclic ? a / 3 != b / 3 : a % 3 == b % 3 && a != b);
    }

    /** The first slot at or after {@code candidate} in its chain that matches this one, or −1. */
    private int matchFrom(int candidate, int slot) {
        int other = candidate;
        while (other != NONE && !match(slot, other)) {
            other = next[other];
        }
        return other;
    }

    /** The first slot that matches this one, or −1. */
    int firstMatch(int slot) {
        return matchFrom(head[bucket[slot]], slot);
    }

    /** The next slot after another one that matches this one, or −1. */
    int nextMatch(int slot, int after) {
        return matchFrom(next[after], slot);
    }

    void insert(int slot, long bits) {
        value[slot] = bits;
        int chain = hash(bits);
        bucket[slot] = chain;
        for (int other = firstMatch(slot); other != NONE; other = nextMatch(slot, other)) {
            list(other);
            list(slot);
        }
        next[slot] = head[chain];
        previous[slot] = NONE;
        if (head[chain] != NONE) {
            previous[head[chain]] = slot;
        }
        head[chain] = slot;
    }

    void remove(int slot) {
        if (previous[slot] == NONE) {
            head[bucket[slot]] = next[slot];
        } else {
            next[previous[slot]] = next[slot];
        }
        if (next[slot] != NONE) {
            previous[next[slot]] = previous[slot];
        }
        if (place[slot] == NONE) {
            return;
        }
        unlist(slot);
        for (int other = firstMatch(slot); other != NONE; other = nextMatch(slot, other)) {
            if (firstMatch(other) == NONE) {
                unlist(other);
            }
        }
    }

    private void list(int slot) {
        if (place[slot] == NONE) {
            place[slot] = matchedCount;
            matched[matchedCount++] = slot;
        }
    }

    private void unlist(int slot) {
        int last = matched[--matchedCount];
        matched[place[slot]] = last;
        place[last] = place[slot];
        place[slot] = NONE;
    }

    /** Fibonacci hashing: the upper bits of the product. */
    private int hash(long bits) {
        return (int) (bits * 0x9E3779B97F4A7C15L >>> 40) & head.length - 1;
    }
}
