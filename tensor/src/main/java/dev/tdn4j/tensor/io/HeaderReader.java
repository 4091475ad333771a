package dev.tdn4j.tensor.io;

/**
 * A cursor over the part of JSON (RFC 8259) that a safetensors header uses: objects, arrays, strings and non-negative
 * integers. What a header may hold and in which order is for its caller to say; this class knows tokens only. Anything
 * else, however legal elsewhere, ends in a {@link Malformed} that says where it stands.
 */
final class HeaderReader {

    private final String text;
    private int at;

    HeaderReader(String text) {
        this.text = text;
    }

    /** What is wrong, without the file's name. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** What is wrong, and the character at which it was found. */
    Malformed malformed(String problem) {
        return new Malformed(problem + " at character " + at + " of the header");
    }

    /** One member of an object or one element of an array. */
    @FunctionalInterface
    interface Part {
        void read() throws Malformed;
    }

    /** Reads an object; the given part reads each key and value, with {@link #key} and whichever method fits the value. */
    void object(Part member) throws Malformed {
        sequence('{', '}', member);
    }

    /** Reads an array; the given part reads each element. */
    void array(Part element) throws Malformed {
        sequence('[', ']', element);
    }

    private void sequence(char open, char close, Part part) throws Malformed {
        expect(open);
        if (peek() == close) {
            at++;
            return;
        }
        part.read();
        while (peek() == ',') {
            at++;
            part.read();
        }
        expect(close);
    }

    /** A member's name and the colon after it. */
    String key() throws Malformed {
        String key = string();
        expect(':');
        return key;
    }

    String string() throws Malformed {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                break;
            }
            if (c < ' ') {
                throw malformed("a control character in a string");
            }
            out.append(c == '\\' ? escape() : c);
        }
        if (!isWellFormed(out)) {
            throw malformed("half a surrogate pair in a string");
        }
        return out.toString();
    }

    private char escape() throws Malformed {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("the unknown escape \\" + printable(c));
        };
    }

    private char unicode() throws Malformed {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            // Character.digit would take the digits of every script.
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed("a \\u escape without four hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    /** A non-negative integer below 2⁶³, without sign, fraction, exponent or leading zeros. */
    long integer() throws Malformed {
        char first = peek();
        if (first == '-') {
            throw malformed("a negative number");
        }
        int start = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            int digit = text.charAt(at++) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw malformed("a number beyond 2^63");
            }
            value = 10 * value + digit;
        }
        if (at == start) {
            throw malformed("expected a number, found " + printable(first));
        }
        if (at - start > 1 && first == '0') {
            throw malformed("a number with a leading zero");
        }
        return value;
    }

    /** After the last token: only white space may follow. */
    void end() throws Malformed {
        skipSpace();
        if (at < text.length()) {
            throw malformed("unexpected " + printable(text.charAt(at)) + " after the closing brace");
        }
    }

    private void expect(char wanted) throws Malformed {
        char found = peek();
        if (found != wanted) {
            throw malformed("expected " + wanted + ", found " + printable(found));
        }
        at++;
    }

    private char peek() throws Malformed {
        skipSpace();
        if (at >= text.length()) {
            throw malformed("unexpected end");
        }
        return text.charAt(at);
    }

    private char next() throws Malformed {
        if (at >= text.length()) {
            throw malformed("unexpected end");
        }
        return text.charAt(at++);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Whether every surrogate has its other half, so that the text can be written as UTF-8. */
    static boolean isWellFormed(CharSequence text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String printable(char c) {
        return c > ' ' && c < 127 ? String.valueOf(c) : String.format("U+%04X", (int) c);
    }
}
