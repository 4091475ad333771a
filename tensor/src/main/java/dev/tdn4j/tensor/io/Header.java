package dev.tdn4j.tensor.io;

import dev.tdn4j.tensor.io.HeaderReader.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file: what is stored, how, and where. {@code entries} are sorted by place, and every
 * header that {@link #parse} returns describes its data part completely: no hole, no overlap, nothing beyond its end.
 */
record Header(Map<String, String> metadata, List<Entry> entries) {

    private static final String METADATA = "__metadata__";

    /** One tensor: bytes {@code begin} (inclusive) to {@code end} (exclusive) of the data part. */
    record Entry(String name, DType dtype, long[] shape, long begin, long end) {}

    /**
     * Where the tensors of a file to be written go: wide elements first, so that every tensor is aligned to its element
     * size, then by name, so that equal contents make equal files. The reference implementation does the same.
     */
    static Header of(Map<String, String> metadata, Map<String, Tensor> tensors) {
        List<String> names = new ArrayList<>(tensors.keySet());
        Comparator<String> widest = Comparator.comparing(name -> tensors.get(name).dtype(), Comparator.reverseOrder());
        names.sort(widest.thenComparing(Comparator.naturalOrder()));
        List<Entry> entries = new ArrayList<>();
        long at = 0;
        for (String name : names) {
            Tensor tensor = tensors.get(name);
            entries.add(new Entry(name, tensor.dtype(), tensor.shape(), at, at + tensor.byteCount()));
            at += tensor.byteCount();
        }
        return new Header(metadata, entries);
    }

    /**
     * Reads a header.
     *
     * @param text the JSON, with spaces around it allowed
     * @param dataBytes the size of the data part that it must describe
     */
    static Header parse(String text, long dataBytes) throws Malformed {
        HeaderReader in = new HeaderReader(text);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        in.object(() -> {
            String name = in.key();
            if (!names.add(name)) {
                throw in.malformed("the name " + quoted(name) + " twice");
            }
            if (name.equals(METADATA)) {
                readMetadata(in, metadata);
            } else {
                entries.add(readEntry(in, name));
            }
        });
        in.end();
        // Empty tensors share their place with the tensor after them and sort before it.
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        requireComplete(entries, dataBytes);
        return new Header(metadata, entries);
    }

    private static void readMetadata(HeaderReader in, Map<String, String> metadata) throws Malformed {
        in.object(() -> {
            String key = in.key();
            if (metadata.putIfAbsent(key, in.string()) != null) {
                throw in.malformed("the metadata key " + quoted(key) + " twice");
            }
        });
    }

    private static Entry readEntry(HeaderReader in, String name) throws Malformed {
        Map<String, Object> fields = new LinkedHashMap<>();
        in.object(() -> {
            String key = in.key();
            Object value = switch (key) {
                case "dtype" -> readDType(in, name);
                case "shape", "data_offsets" -> readIntegers(in);
                default -> throw in.malformed("tensor " + quoted(name) + ": the unknown key " + quoted(key));
            };
            if (fields.putIfAbsent(key, value) != null) {
                throw in.malformed("tensor " + quoted(name) + ": the key " + quoted(key) + " twice");
            }
        });
        for (String key : List.of("dtype", "shape", "data_offsets")) {
            if (!fields.containsKey(key)) {
                throw in.malformed("tensor " + quoted(name) + " without " + quoted(key));
            }
        }
        long[] offsets = (long[]) fields.get("data_offsets");
        if (offsets.length != 2) {
            throw in.malformed("tensor " + quoted(name) + ": " + offsets.length + " data_offsets instead of 2");
        }
        return new Entry(name, (DType) fields.get("dtype"), (long[]) fields.get("shape"), offsets[0], offsets[1]);
    }

    private static DType readDType(HeaderReader in, String name) throws Malformed {
        String dtype = in.string();
        for (DType known : DType.values()) {
            if (known.name().equals(dtype)) {
                return known;
            }
        }
        throw in.malformed("tensor " + quoted(name) + " of unknown dtype " + quoted(dtype));
    }

    private static long[] readIntegers(HeaderReader in) throws Malformed {
        List<Long> values = new ArrayList<>();
        in.array(() -> values.add(in.integer()));
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static void requireComplete(List<Entry> entries, long dataBytes) throws Malformed {
        long at = 0;
        for (Entry entry : entries) {
            String tensor = "tensor " + quoted(entry.name);
            if (entry.end < entry.begin) {
                throw new Malformed(tensor + " ends at byte " + entry.end + ", before it begins at byte " + entry.begin);
            }
            if (entry.end > dataBytes) {
                throw new Malformed(tensor + " ends at byte " + entry.end + " of " + dataBytes + " bytes of data");
            }
            if (entry.begin != at) {
                String kind = entry.begin < at ? " overlaps the one before it" : " leaves a hole before it";
                throw new Malformed(tensor + kind + ": it begins at byte " + entry.begin + " instead of " + at);
            }
            long needed = Tensor.byteCount(entry.dtype, entry.shape);
            if (needed != entry.end - entry.begin) {
                throw new Malformed(tensor + " of dtype " + entry.dtype + " and shape " + Arrays.toString(entry.shape)
                        + (needed < 0 ? " is too large" : " takes " + needed + " bytes")
                        + ", but has " + (entry.end - entry.begin));
            }
            if (needed > Integer.MAX_VALUE) {
                throw new Malformed(tensor + " of " + needed + " bytes exceeds 2 GiB, the most that can be read");
            }
            at = entry.end;
        }
        if (at != dataBytes) {
            throw new Malformed("its tensors take " + at + " of " + dataBytes + " bytes of data");
        }
    }

    /** The header as JSON, without padding. */
    String json() {
        StringBuilder out = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            out.append('"').append(METADATA).append("\":{");
            new TreeMap<>(metadata).forEach((key, value) -> {
                appendString(out, key).append(':');
                appendString(out, value).append(',');
            });
            out.setCharAt(out.length() - 1, '}');
            out.append(',');
        }
        for (Entry entry : entries) {
            appendString(out, entry.name)
                    .append(":{\"dtype\":\"").append(entry.dtype)
                    .append("\",\"shape\":").append(Arrays.toString(entry.shape).replace(" ", ""))
                    .append(",\"data_offsets\":[").append(entry.begin).append(',').append(entry.end).append("]},");
        }
        if (out.length() > 1) {
            out.setLength(out.length() - 1);
        }
        return out.append('}').toString();
    }

    static String requireName(String name) {
        if (name.equals(METADATA)) {
            throw new IllegalArgumentException("a tensor cannot be named " + METADATA);
        }
        return requireText(name);
    }

    static String requireText(String text) {
        if (!HeaderReader.isWellFormed(text)) {
            throw new IllegalArgumentException("half a surrogate pair in " + quoted(text));
        }
        return text;
    }

    private static StringBuilder appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    /** A name for a message: on one line, and of a length that can be read. */
    private static String quoted(String name) {
        String shown = name.length() > 60 ? name.substring(0, 57) + "..." : name;
        return appendString(new StringBuilder(), shown).toString();
    }
}
