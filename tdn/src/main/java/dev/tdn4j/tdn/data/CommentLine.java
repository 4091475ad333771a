package dev.tdn4j.tdn.data;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The second line of an extended-XYZ frame: {@code key=value} pairs between white space. A value is a plain word, or
 * stands in quotes (in double ones, {@code \"}, {@code \\} and {@code \n} are escapes), or in brackets, which then belong
 * to it. A key alone has the value "T". White space may surround the "=".
 */
final class CommentLine {

    private final String line;
    private int at;

    private CommentLine(String line) {
        this.line = line;
    }

    /**
     * Parses a line.
     *
     * @throws IllegalArgumentException with a message fit for the user if a quote is open, a key is given twice or is
     *     no plain word
     */
    static Map<String, String> parse(String line) {
        return new CommentLine(line).pairs();
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (skipSpace(); at < line.length(); skipSpace()) {
            int start = at;
            while (at < line.length() && line.charAt(at) != '=' && !Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            String key = line.substring(start, at);
            if (!isPlain(key)) {
                throw new IllegalArgumentException("\"" + key + "\" cannot be a key of the comment line");
            }
            skipSpace();
            String value = "T";
            if (at < line.length() && line.charAt(at) == '=') {
                at++;
                skipSpaceBeforeValue();
                value = value(key);
            }
            if (pairs.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException("the key \"" + key + "\" is given twice");
            }
        }
        return pairs;
    }

    /** Skips the space in "key= value", but not the one in "empty= key=value", which ASE writes for an empty text. */
    private void skipSpaceBeforeValue() {
        int before = at;
        skipSpace();
        int start = at;
        if (start > before && word().indexOf('=') >= 0) {
            at = before;
        } else {
            at = start;
        }
    }

    private String value(String key) {
        if (at == line.length() || Character.isWhitespace(line.charAt(at))) {
            return "";
        }
        return switch (line.charAt(at)) {
            case '"', '\'' -> quoted(key, line.charAt(at));
            case '[', '{' -> bracketed();
            default -> word();
        };
    }

    private String quoted(String key, char quote) {
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == quote) {
                at = i + 1;
                return value.toString();
            }
            char next = i + 1 < line.length() ? line.charAt(i + 1) : ' ';
            if (quote == '"' && c == '\\' && (next == '"' || next == '\\' || next == 'n')) {
                value.append(next == 'n' ? '\n' : next);
                i++;
            } else {
                value.append(c);
            }
        }
        throw new IllegalArgumentException("the quote opened after \"" + key + "=\" is never closed");
    }

    /** Up to the matching bracket if white space follows it, else a word that happens to start so, as SMILES do. */
    private String bracketed() {
        int depth = 0;
        for (int i = at; i < line.length(); i++) {
            char c = line.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (depth == 0) {
                boolean ends = i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1));
                if (!ends) {
                    break;
                }
                String value = line.substring(at, i + 1);
                at = i + 1;
                return value;
            }
        }
        return word();
    }

    private String word() {
        int start = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private void skipSpace() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }

    /** Whether a text can stand as a key: not empty, and free of white space, quotes, brackets, "=" and "\". */
    static boolean isPlain(String text) {
        return !text.isEmpty()
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || c < ' ' || "\"'=[]{}\\".indexOf(c) >= 0);
    }

    /** A pair as {@link #parse} reads it back. */
    static String format(String key, String value) {
        return key + "=" + (isPlain(value) ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"");
    }
}
