package dev.tdn4j.cpdecomp.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The schemes that flip graphs found, each with the search that found it. A search starts from schemes that stand before it.
 *
 * @param entries in the order in which they were found
 */
record SchemeCatalogue(List<Entry> entries) {

    private static final String SHIPPED = "matrix-schemes.txt";
    private static final String HEADER = """
            # Schemes for products of matrices. Each search: rows, inner, columns, start, seed, steps; found by
            # SchemeCatalogue, which makes this file anew when it is run on it. Each line below a search is a term: its factors
            # x, y, z, row-major, of entries + (1), - (-1) and 0.
            """;

    /** A scheme and the search that found it. */
    record Entry(SchemeSearch search, MatrixScheme scheme) {}

    /**
     * Runs the searches of a catalogue anew, or more searches.
     *
     * @param arguments the file; then nothing, or searches “rows inner columns start seed steps”, of each of which the scheme
     *     is appended if it has fewer terms than all combinations of those before
     * @throws IOException if the file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        SchemeCatalogue known = Files.exists(file) ? read(Files.readString(file)) : new SchemeCatalogue(List.of());
        boolean anew = arguments.length == 1;
        List<SchemeSearch> searches = new ArrayList<>();
        if (anew) {
            known.entries.forEach(entry -> searches.add(entry.search));
            known = new SchemeCatalogue(List.of());
        }
        for (int i = 1; i < arguments.length; i++) {
            searches.add(SchemeSearch.parse(arguments[i]));
        }
        for (SchemeSearch search : searches) {
            known = known.extended(search, anew);
            Files.writeString(file, known.text());
        }
    }

    /** The catalogue that is shipped. */
    static SchemeCatalogue shipped() {
        try (InputStream in = SchemeCatalogue.class.getResourceAsStream(SHIPPED)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The combinations of all schemes. */
    SchemeCombinations combinations() {
        return new SchemeCombinations(entries.stream().map(Entry::scheme).toList());
    }

    private SchemeCatalogue extended(SchemeSearch search, boolean whatever) {
        SchemeCombinations combinations = combinations();
        int least = combinations.rank(search.rows(), search.inner(), search.columns());
        long begin = System.nanoTime();
        Optional<SchemeSearch.Found> found = search.run(combinations, 0);
        String rank = found.map(it -> it.scheme().rank() + " after " + it.steps()).orElse("none");
        System.out.printf("%s: rank %s, %d before, %.0f s%n", search.text(), rank, least, (System.nanoTime() - begin) * 1e-9);
        if (found.isEmpty() || found.get().scheme().rank() >= least && !whatever) {
            return this;
        }
        List<Entry> more = new ArrayList<>(entries);
        SchemeSearch shortened = new SchemeSearch(
                search.rows(), search.inner(), search.columns(), search.start(), search.seed(), found.get().steps());
        more.add(new Entry(shortened, found.get().scheme()));
        return new SchemeCatalogue(more);
    }

    /** The text that {@link #read} reads. */
    String text() {
        StringBuilder text = new StringBuilder(HEADER);
        for (Entry entry : entries) {
            MatrixScheme scheme = entry.scheme;
            text.append("search ").append(entry.search.text()).append('\n');
            for (int r = 0; r < scheme.rank(); r++) {
                text.append(signs(scheme.x()[r])).append(' ').append(signs(scheme.y()[r])).append(' ').append(signs(scheme.z()[r]));
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** Reads the schemes; the text is one that {@link #text} wrote. */
    static SchemeCatalogue read(String text) {
        List<Entry> entries = new ArrayList<>();
        String[] parts = text.split("(?m)^search ");
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            String[] lines = part.split("\n");
            SchemeSearch search = SchemeSearch.parse(lines[0]);
            byte[][][] factors = new byte[3][lines.length - 1][];
            for (int r = 0; r + 1 < lines.length; r++) {
                String[] words = lines[r + 1].split(" ");
                for (int axis = 0; axis < 3; axis++) {
                    factors[axis][r] = entries(words[axis]);
                }
            }
            entries.add(new Entry(
                    search, new MatrixScheme(search.rows(), search.inner(), search.columns(), factors[0], factors[1], factors[2])));
        }
        return new SchemeCatalogue(entries);
    }

    private static String signs(byte[] entries) {
        StringBuilder signs = new StringBuilder();
        for (byte entry : entries) {
            signs.append("-0+".charAt(entry + 1));
        }
        return signs.toString();
    }

    private static byte[] entries(String signs) {
        byte[] entries = new byte[signs.length()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = (byte) ("-0+".indexOf(signs.charAt(i)) - 1);
        }
        return entries;
    }
}
