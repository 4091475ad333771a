package dev.tdn4j.tdn.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The lines of a UTF-8 text with their numbers, none of them so long that a file of another kind fills the memory. */
final class Lines implements AutoCloseable {

    /** The longest line read, bytes; a comment line that carries arrays may be long. */
    private static final int LONGEST = 1 << 24;

    private final InputStream in;
    private final String name;
    private int number;

    /** The lines of a text of which so many have been read before. */
    Lines(InputStream in, String name, int before) {
        this.in = in instanceof ByteArrayInputStream ? in : new BufferedInputStream(in, 1 << 16);
        this.name = name;
        this.number = before;
    }

    /** The next line without its end, or null after the last. */
    String next() {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        try {
            int c = in.read();
            if (c < 0) {
                return null;
            }
            for (; c >= 0 && c != '\n'; c = in.read()) {
                if (line.size() == LONGEST) {
                    throw error("the line is longer than 16 MiB: this is no extended XYZ file");
                }
                line.write(c);
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new DataException(name + ":" + number + ": the line is not UTF-8 text: is this an extended XYZ file?", e);
        } catch (IOException e) {
            throw new DataException(name + ":" + number + ": reading fails after this line's start ("
                    + reason(e) + "): the file is cut short or damaged, get it anew", e);
        }
    }

    /** The 1-based number of the line that {@link #next} returned last. */
    int number() {
        return number;
    }

    /** A mistake in the line read last. */
    DataException error(String message) {
        return errorAt(number, message);
    }

    DataException errorAt(int line, String message) {
        // What is quoted from the text may hold control characters, among them those that end a line elsewhere.
        return new DataException(name + ":" + line + ": " + message.replaceAll("[\\p{Cntrl}\u0085\u2028\u2029]", "?"));
    }

    /** Why reading failed; some of the JDK's exceptions have no message. */
    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
