package dev.tdn4j.tdn.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.BitSet;
import net.razorvine.pickle.Unpickler;

/**
 * A Python pickle (protocols 0 to 5) of plain data: numbers, texts, lists, tuples, dictionaries, None. Pickles that name
 * classes or functions are refused, and so is a length that the pickle itself does not have.
 */
final class PlainPickle extends Unpickler {

    /** The instructions for plain data, as Python's pickletools names them. */
    private static final BitSet PLAIN = new BitSet(256);

    static {
        // MARK STOP POP POP_MARK DUP FLOAT INT BININT BININT1 LONG BININT2 NONE, texts, bytes
        "(.012FIJKLMNSTUVXBC".chars().forEach(PLAIN::set);
        // APPEND DICT EMPTY_DICT APPENDS GET BINGET LONG_BINGET LIST EMPTY_LIST PUT BINPUT LONG_BINPUT SETITEM TUPLE ) SETITEMS BINFLOAT
        "ad}eghjl]pqrst)uG".chars().forEach(PLAIN::set);
        // PROTO; TUPLE1..3, NEWTRUE, NEWFALSE, LONG1, LONG4; SHORT_BINUNICODE, BINUNICODE8, BINBYTES8; MEMOIZE, FRAME
        PLAIN.set(0x80);
        PLAIN.set(0x85, 0x8f);
        PLAIN.set(0x94, 0x96);
    }

    private PlainPickle() {}

    /**
     * Reads a pickle.
     *
     * @return Map, List, Object[] (a tuple), String, Number, Boolean or null
     * @throws IllegalArgumentException with a message fit for the user
     */
    static Object read(byte[] pickle) {
        PlainPickle reader = new PlainPickle();
        try {
            return reader.load(new ByteArrayInputStream(pickle));
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            // The library shows what is wrong by whichever exception comes of it.
            throw new IllegalArgumentException("the pickle is damaged", e);
        } finally {
            reader.close();
        }
    }

    /** What is wrong with a pickle, found before the library meets it. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    @Override
    protected Object dispatch(short instruction) throws IOException {
        if (instruction < 0 || !PLAIN.get(instruction & 0xff)) {
            throw new RefusedException("the pickle holds objects of Python classes (instruction 0x"
                    + Integer.toHexString(instruction & 0xff) + "), where only numbers, texts, lists and dictionaries are expected");
        }
        int lengthBytes = switch (instruction & 0xff) {
            case 'X', 'B', 'T', 0x8b -> 4;
            case 0x8d, 0x8e -> 8;
            default -> 0;
        };
        if (lengthBytes > 0) {
            requireRoom(lengthBytes);
        }
        return super.dispatch(instruction);
    }

    /** The library makes room for as many bytes as it is told will come. */
    private void requireRoom(int lengthBytes) throws IOException {
        input.mark(lengthBytes);
        byte[] bytes = input.readNBytes(lengthBytes);
        int left = input.available();
        input.reset();
        long length = 0;
        for (int b = bytes.length - 1; b >= 0; b--) {
            length = length << 8 | bytes[b] & 0xff;
        }
        if (bytes.length < lengthBytes || length < 0 || length > left) {
            throw new RefusedException("the pickle is damaged: a text of " + Long.toUnsignedString(length)
                    + " bytes is announced where " + left + " are left");
        }
    }
}
