package dev.tdn4j.tdn.scaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The rows of one subject, direction and part, by rising degree.
 *
 * @param subject what was timed
 * @param direction the product or an adjoint
 * @param part everything, or a part
 * @param rows at least one
 */
public record Curve(Subject subject, Direction direction, Part part, List<Row> rows) {

    /** What rows have in common. */
    private record Key(Subject subject, Direction direction, Part part) {}

    /** Copies the list. */
    public Curve {
        rows = List.copyOf(rows);
    }

    /**
     * Sorts rows into curves.
     *
     * @param rows for each curve by rising degree
     * @return the curves, in the order of their first rows
     */
    public static List<Curve> of(List<Row> rows) {
        Map<Key, List<Row>> curves = new LinkedHashMap<>();
        for (Row row : rows) {
            curves.computeIfAbsent(new Key(row.subject(), row.direction(), row.part()), key -> new ArrayList<>()).add(row);
        }
        return curves.entrySet().stream()
                .map(c -> new Curve(c.getKey().subject, c.getKey().direction, c.getKey().part, c.getValue()))
                .toList();
    }

    /**
     * The median time at a degree.
     *
     * @param lmax the degree
     * @return nanoseconds, or nothing if this has no row there
     */
    public OptionalDouble time(int lmax) {
        return rows.stream().filter(row -> row.lmax() == lmax).mapToDouble(row -> row.time().median()).findFirst();
    }

    /**
     * Where the rows stand on the axis of a picture.
     *
     * @return L + 1 for every row
     */
    public double[] x() {
        return values(row -> row.lmax() + 1);
    }

    /**
     * One number of every row.
     *
     * @param value which
     * @return as many as there are rows
     */
    public double[] values(ToDoubleFunction<Row> value) {
        return rows.stream().mapToDouble(value).toArray();
    }
}
