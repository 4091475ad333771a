package dev.tdn4j.tdn.data;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Reads Python pickles (protocols 0 to 5) of plain data: numbers, texts, bytes, lists, tuples, dictionaries with texts or
 * numbers as keys, None, true and false. Pickles that name classes or functions are refused, so nothing is ever run; and
 * what a pickle announces costs no memory before it is there. The instructions are those of Python's {@code pickletools}.
 *
 * <p>Read here and not by a library, because every structure of PubChemQCR lies in the pickle of a whole relaxation: that
 * which the tests write with takes five times as long (19 ms against 3.7 ms for 400 kB).
 */
final class PlainPickle {

    /** Stands on the stack where a list's or dictionary's entries begin. */
    private static final Object MARK = new Object();

    private final byte[] bytes;
    private final List<Object> stack = new ArrayList<>();
    private final List<Object> memo = new ArrayList<>();
    private int at;

    private PlainPickle(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a pickle.
     *
     * @return Map, List (a tuple too), String, byte[], Number, Boolean or null
     * @throws IllegalArgumentException with a message fit for the user
     */
    static Object read(byte[] pickle) {
        try {
            return new PlainPickle(pickle).run();
        } catch (IndexOutOfBoundsException | NoSuchElementException | ClassCastException | NumberFormatException e) {
            throw new IllegalArgumentException("the pickle is damaged", e);
        }
    }

    private Object run() {
        while (true) {
            int instruction = next();
            if (instruction == '.') {
                return pop();
            }
            if (!(number(instruction) || text(instruction) || container(instruction) || memory(instruction))) {
                throw new IllegalArgumentException("the pickle holds objects of Python classes (instruction 0x"
                        + Integer.toHexString(instruction) + "), where only numbers, texts, lists and dictionaries are expected");
            }
        }
    }

    private boolean number(int instruction) {
        switch (instruction) {
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push(next());
            case 'M' -> push((int) unsigned(2));
            case 'J' -> push((int) unsigned(4));
            case 'G' -> push(ByteBuffer.wrap(bytes, skip(8), 8).getDouble());
            case 'F' -> push(Double.valueOf(line()));
            case 'I', 'L' -> push(decimal(line()));
            case 0x8a -> push(integer(next()));
            case 0x8b -> push(integer(unsigned(4)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean text(int instruction) {
        switch (instruction) {
            case 'V' -> push(line());
            case 'S' -> {
                String quoted = line();
                push(quoted.substring(1, quoted.length() - 1));
            }
            case 'U', 0x8c -> pushText(next());
            case 'T', 'X' -> pushText(unsigned(4));
            case 0x8d -> pushText(unsigned(8));
            case 'C' -> pushBytes(next());
            case 'B' -> pushBytes(unsigned(4));
            case 0x8e -> pushBytes(unsigned(8));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int instruction) {
        switch (instruction) {
            case '(' -> push(MARK);
            case ']' -> push(new ArrayList<>());
            case '}' -> push(new HashMap<>());
            case ')' -> push(List.of());
            case 'l', 't' -> push(entries());
            case 'd' -> push(put(new HashMap<>(), entries()));
            case 'a' -> {
                Object last = pop();
                list().add(last);
            }
            case 'e' -> {
                List<Object> entries = entries();
                list().addAll(entries);
            }
            case 's' -> {
                List<Object> pair = popLast(2);
                put(map(), pair);
            }
            case 'u' -> {
                List<Object> entries = entries();
                put(map(), entries);
            }
            case 0x85, 0x86, 0x87 -> push(popLast(instruction - 0x84));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What comes back to earlier values, and what says nothing of the data. */
    private boolean memory(int instruction) {
        switch (instruction) {
            case 'p' -> remember(Long.parseLong(line()));
            case 'q' -> remember(next());
            case 'r' -> remember(unsigned(4));
            case 0x94 -> remember(memo.size());
            case 'g' -> push(memo.get(Integer.parseInt(line())));
            case 'h' -> push(memo.get(next()));
            case 'j' -> push(memo.get((int) unsigned(4)));
            case '0' -> pop();
            case '1' -> entries();
            case '2' -> push(stack.getLast());
            case 0x80 -> skip(1);
            case 0x95 -> skip(8);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private List<Object> popLast(int count) {
        List<Object> tail = stack.subList(stack.size() - count, stack.size());
        List<Object> last = new ArrayList<>(tail);
        tail.clear();
        return last;
    }

    /** What stands above the last mark, which goes too. */
    private List<Object> entries() {
        int mark = stack.size() - 1;
        while (stack.get(mark) != MARK) {
            mark--;
        }
        List<Object> entries = popLast(stack.size() - mark - 1);
        pop();
        return entries;
    }

    @SuppressWarnings("unchecked") // lists of a pickle may hold anything
    private List<Object> list() {
        return top(ArrayList.class);
    }

    @SuppressWarnings("unchecked") // as lists
    private Map<Object, Object> map() {
        return top(HashMap.class);
    }

    private <T> T top(Class<T> kind) {
        if (!kind.isInstance(stack.getLast())) { // None among others
            throw new ClassCastException();
        }
        return kind.cast(stack.getLast());
    }

    private static Map<Object, Object> put(Map<Object, Object> map, List<Object> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            Object key = pairs.get(i);
            if (!(key instanceof String || key instanceof Number)) { // a list might hold itself, and have no hash
                throw new IllegalArgumentException("the pickle has a dictionary whose keys are neither texts nor numbers");
            }
            map.put(key, pairs.get(i + 1));
        }
        return map;
    }

    /** Values are remembered under ascending numbers; any other number is damage. */
    private void remember(long number) {
        if (number == memo.size()) {
            memo.add(stack.getLast());
        } else {
            memo.set(Math.toIntExact(Math.min(number, Integer.MAX_VALUE)), stack.getLast());
        }
    }

    private int next() {
        return bytes[at++] & 0xff;
    }

    /** The position of so many bytes, which are passed. */
    private int skip(int count) {
        if (bytes.length - at < count) {
            throw new IndexOutOfBoundsException();
        }
        at += count;
        return at - count;
    }

    private long unsigned(int count) {
        long value = 0;
        int from = skip(count);
        for (int b = count - 1; b >= 0; b--) {
            value = value << 8 | bytes[from + b] & 0xff;
        }
        return value;
    }

    /** The position of a text of an announced length. */
    private int room(long length) {
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalArgumentException("the pickle is damaged: " + Long.toUnsignedString(length)
                    + " bytes are announced where " + (bytes.length - at) + " are left");
        }
        return skip((int) length);
    }

    private void pushText(long length) {
        push(new String(bytes, room(length), (int) length, StandardCharsets.UTF_8));
    }

    private void pushBytes(long length) {
        int from = room(length);
        push(Arrays.copyOfRange(bytes, from, at));
    }

    private Number integer(long length) {
        int from = room(length);
        byte[] backwards = new byte[(int) length + 1];
        for (int b = 0; b < length; b++) {
            backwards[(int) length - b] = bytes[from + b];
        }
        backwards[0] = (byte) (length > 0 && bytes[at - 1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(backwards);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static Object decimal(String text) {
        return switch (text) {
            case "00" -> false;
            case "01" -> true;
            default -> Long.valueOf(text.endsWith("L") ? text.substring(0, text.length() - 1) : text);
        };
    }

    private String line() {
        int from = at;
        while (next() != '\n') {
            // on to the line's end
        }
        return new String(bytes, from, at - 1 - from, StandardCharsets.ISO_8859_1);
    }
}
