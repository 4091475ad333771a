package dev.tdn4j.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Two reports, row by row: what has become slower by more than noise? Where both rows say their share of a limit of their
 * own run, the shares are compared, for clocks change from run to run; else the numbers themselves, and those of different
 * machines not at all. A row has become slower if its median is worse by more than {@value #NOISE} of itself and the
 * quartiles of the two do not overlap.
 *
 * @param changes rows of both reports
 * @param missing what the second report lacks
 * @param skipped what was measured on different machines without a share
 */
public record Comparison(List<Change> changes, List<String> missing, List<String> skipped) {

    /** Of a median; less is noise even where the spread of a run is smaller. */
    static final double NOISE = 0.05;

    /** What differs from measurement to measurement; everything else says what was measured. */
    private static final List<String> MEASURED = List.of("median", "low", "high", "share", "limit", "unit", "better", "operations");

    /**
     * A row of both reports.
     *
     * @param what what was measured
     * @param ratio how much longer it takes: above 1 is slower
     * @param real whether that is more than noise
     */
    public record Change(String what, double ratio, boolean real) {

        /**
         * Whether this is slower beyond noise.
         *
         * @return true for a regression
         */
        public boolean isRegression() {
            return real && ratio > 1;
        }
    }

    /** What a measurement costs: a time, or whatever is proportional to one. */
    private record Cost(double low, double median, double high) {}

    /**
     * Compares two reports and prints what has changed.
     *
     * @param arguments the file of the old report and that of the new one
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: Comparison OLD.json NEW.json");
            System.exit(2);
        }
        try {
            Comparison comparison = of(Path.of(arguments[0]), Path.of(arguments[1]));
            System.out.print(comparison);
            System.exit(comparison.changes.stream().anyMatch(Change::isRegression) ? 1 : 0);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Compares two reports.
     *
     * @param before the file of the old one
     * @param after the file of the new one
     * @return the comparison
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if a file is no report; the message names it
     */
    public static Comparison of(Path before, Path after) throws IOException {
        Map<String, Object> first = read(before), second = read(after);
        boolean sameMachine = Objects.equals(first.get("machine"), second.get("machine"));
        Map<String, Map<String, Object>> old = rows(before, first), now = rows(after, second);
        List<Change> changes = new ArrayList<>();
        List<String> missing = new ArrayList<>(), skipped = new ArrayList<>();
        old.forEach((what, row) -> {
            Map<String, Object> other = now.get(what);
            if (other == null) {
                missing.add(what);
                return;
            }
            boolean shares = row.containsKey("share") && other.containsKey("share");
            if (!shares && !sameMachine) {
                skipped.add(what);
                return;
            }
            changes.add(change(what, cost(row, shares), cost(other, shares)));
        });
        return new Comparison(List.copyOf(changes), List.copyOf(missing), List.copyOf(skipped));
    }

    private static Map<String, Object> read(Path file) throws IOException {
        try {
            return JSON.std.mapFrom(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no report: " + e.getMessage().lines().findFirst().orElse(""), e);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        }
    }

    private static Map<String, Map<String, Object>> rows(Path file, Map<String, Object> report) {
        if (!(report.get("rows") instanceof List<?> list)) {
            throw new IllegalArgumentException(file + " is no report: it has no rows");
        }
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        for (Object entry : list) {
            Map<String, Object> row = new LinkedHashMap<>();
            if (entry instanceof Map<?, ?> map) {
                map.forEach((key, value) -> row.put((String) key, value));
            }
            for (String key : List.of("median", "low", "high")) {
                if (!(row.get(key) instanceof Number number && number.doubleValue() > 0)) {
                    throw new IllegalArgumentException(file + " is no report: a row has no positive " + key + ": " + entry);
                }
            }
            Map<String, Object> identity = new LinkedHashMap<>(row);
            MEASURED.forEach(identity::remove);
            rows.put(text(identity), row);
        }
        return rows;
    }

    private static String text(Map<?, ?> identity) {
        List<String> words = new ArrayList<>();
        identity.forEach((key, value) ->
                words.add(value instanceof Map<?, ?> inner ? text(inner) : key.equals("name") ? "" + value : key + "=" + value));
        return String.join(" ", words).strip();
    }

    private static Cost cost(Map<String, Object> row, boolean shares) {
        double median = number(row, "median"), low = number(row, "low") / median, high = number(row, "high") / median;
        boolean larger = "larger".equals(row.get("better"));
        double cost = shares ? 1 / number(row, "share") : larger ? 1 / median : median;
        return larger ? new Cost(cost / high, cost, cost / low) : new Cost(cost * low, cost, cost * high);
    }

    private static double number(Map<String, Object> row, String key) {
        return ((Number) row.get(key)).doubleValue();
    }

    private static Change change(String what, Cost old, Cost now) {
        double ratio = now.median / old.median;
        boolean apart = now.low > old.high || now.high < old.low;
        return new Change(what, ratio, apart && Math.max(ratio, 1 / ratio) > 1 + NOISE);
    }

    /** Changes beyond noise, the worst first, and a line that counts the rest. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        changes.stream().filter(Change::real).sorted((a, b) -> Double.compare(b.ratio, a.ratio)).forEach(c -> text.append(
                String.format(Locale.ROOT, "%s %.2f times as long: %s%n", c.ratio > 1 ? "SLOWER" : "faster", c.ratio, c.what)));
        missing.forEach(what -> text.append("missing: ").append(what).append(System.lineSeparator()));
        long slower = changes.stream().filter(Change::isRegression).count();
        long faster = changes.stream().filter(c -> c.real && c.ratio < 1).count();
        return text.append(String.format(Locale.ROOT, "%d rows: %d slower, %d faster, %d as before; %d missing, %d of different machines%n",
                changes.size(), slower, faster, changes.size() - slower - faster, missing.size(), skipped.size())).toString();
    }
}
