package dev.tdn4j.tdn.data;

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
    private final byte[] buffer = new byte[1 << 13];
    private int at;
    private int limit;
    private int number;

    /** The lines of a text of which so many have been read before. */
    Lines(InputStream in, String name, int before) {
        this.in = in;
        this.name = name;
        this.number = before;
    }

    /** The next line without its end, or null after the last. */
    String next() {
        number++;
        try {
            if (!fill()) {
                return null;
            }
            int end = lineEnd();
            String line;
            if (end < limit) {
                line = text(buffer, at, end - at);
                at = end + 1;
            } else {
                line = longLine();
            }
            return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        } catch (CharacterCodingException e) {
            throw new DataException(name + ":" + number + ": the line is not UTF-8 text: is this an extended XYZ file?", e);
        } catch (IOException e) {
            throw new DataException(name + ":" + number + ": reading fails after this line's start ("
                    + reason(e) + "): the file is cut short or damaged, get it anew", e);
        }
    }

    /** Whether there is another byte in the buffer. */
    private boolean fill() throws IOException {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, in.read(buffer));
        }
        return at < limit;
    }

    /** Where the line ends, or the buffer. */
    private int lineEnd() {
        int end = at;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    /** A line that goes on beyond the buffer, or to the end of the text. */
    private String longLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2 * buffer.length);
        do {
            int end = lineEnd();
            line.write(buffer, at, end - at);
            at = end;
            if (line.size() > LONGEST) {
                throw error("the line is longer than 16 MiB: this is no extended XYZ file");
            }
        } while (at == limit && fill());
        at = Math.min(limit, at + 1);
        return text(line.toByteArray(), 0, line.size());
    }

    private static String text(byte[] bytes, int from, int count) throws CharacterCodingException {
        String text = new String(bytes, from, count, StandardCharsets.UTF_8);
        // What cannot be decoded becomes this character; the strict decoder tells whether it stood there before.
        return text.indexOf('\uFFFD') < 0
                ? text
                : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, count)).toString();
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
        return mistake(name, line, message);
    }

    /** A mistake on a line; what is quoted from it may hold control characters, among them those that end lines elsewhere. */
    static DataException mistake(Object file, int line, String message) {
        return new DataException(file + ":" + line + ": " + message.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", "?"));
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
