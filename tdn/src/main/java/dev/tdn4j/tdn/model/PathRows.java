package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.RowMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The results of several groups of paths, kept apart: a row for every component k of the output and every group that
 * reaches it, groups of one component side by side, so that what comes next meets them as one long row.
 *
 * @param components the components of an output, (L+1)²
 * @param groups the number of groups
 * @param rows component and group of each row
 * @param parts M_g, one a group
 */
record PathRows(int components, int groups, List<Row> rows, List<Coupling> parts) {

    /** One row of the result. */
    record Row(int component, int group) {}

    /** The rows of groups of paths, which together may reach a component several times. */
    static PathRows of(List<Coupling> parts) {
        int components = parts.getFirst().size(2);
        List<Row> rows = new ArrayList<>();
        for (int g = 0; g < parts.size(); g++) {
            int group = g;
            Coupling part = parts.get(g);
            IntStream.range(0, part.nonzeros()).map(part::k).distinct().forEach(k -> rows.add(new Row(k, group)));
        }
        rows.sort(Comparator.comparingInt(Row::component).thenComparingInt(Row::group));
        return new PathRows(components, parts.size(), List.copyOf(rows), List.copyOf(parts));
    }

    /** The same groups, restricted to entries whose first argument is the scalar row; groups without any have no rows. */
    PathRows ofScalar() {
        return of(parts.stream().map(PathRows::scalarOnly).toList());
    }

    private static Coupling scalarOnly(Coupling part) {
        int[] kept = IntStream.range(0, part.nonzeros()).filter(t -> part.i(t) == 0).toArray();
        return Coupling.of(
                part.size(0), part.size(1), part.size(2),
                IntStream.of(kept).map(part::i).toArray(),
                IntStream.of(kept).map(part::j).toArray(),
                IntStream.of(kept).map(part::k).toArray(),
                IntStream.of(kept).mapToDouble(part::value).toArray());
    }

    /** The map from the second argument to the rows, where the first argument is 1 in its scalar row. */
    RowMap fromHarmonics() {
        int n = parts.getFirst().size(1);
        double[] dense = new double[rows.size() * n];
        for (int r = 0; r < rows.size(); r++) {
            Coupling part = parts.get(rows.get(r).group());
            for (int t = 0; t < part.nonzeros(); t++) {
                if (part.k(t) == rows.get(r).component() && part.i(t) == 0) {
                    dense[r * n + part.j(t)] = part.value(t);
                }
            }
        }
        return RowMap.ofDense(rows.size(), n, dense);
    }

    /** The bilinear map from features and harmonics to the rows. */
    Coupling coupling() {
        List<int[]> at = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            Coupling part = parts.get(rows.get(r).group());
            for (int t = 0; t < part.nonzeros(); t++) {
                if (part.k(t) == rows.get(r).component()) {
                    at.add(new int[] {part.i(t), part.j(t), r});
                    values.add(part.value(t));
                }
            }
        }
        Coupling first = parts.getFirst();
        return Coupling.of(
                first.size(0), first.size(1), rows.size(),
                at.stream().mapToInt(e -> e[0]).toArray(),
                at.stream().mapToInt(e -> e[1]).toArray(),
                at.stream().mapToInt(e -> e[2]).toArray(),
                values.stream().mapToDouble(v -> v).toArray());
    }

    /** Weights of the groups times the rows. */
    Coupling weighting() {
        int[] row = IntStream.range(0, rows.size()).toArray();
        return Coupling.of(groups, rows.size(), rows.size(), rows.stream().mapToInt(Row::group).toArray(), row, row, ones());
    }

    /** Weights of the groups times the rows, summed over the groups of a component. */
    Coupling weightedSum() {
        return Coupling.of(
                groups, rows.size(), components,
                rows.stream().mapToInt(Row::group).toArray(),
                IntStream.range(0, rows.size()).toArray(),
                rows.stream().mapToInt(Row::component).toArray(),
                ones());
    }

    private double[] ones() {
        return rows.stream().mapToDouble(row -> 1).toArray();
    }

    /** The sum over the groups of a component. */
    RowMap sum() {
        return RowMap.copying(rows.size(), components, r -> rows.get(r).component()).transposed();
    }

    /** The group of each row, as a map that copies. */
    RowMap groupOfRow() {
        return RowMap.copying(rows.size(), groups, r -> rows.get(r).group());
    }

    /**
     * A matrix for every group, from its rows to the components that it reaches: what a fully connected product does after
     * a separable one. Matrices of one degree lie side by side.
     */
    BlockPattern mixing() {
        return mixing(this);
    }

    /** The same matrices from the rows of {@link #ofScalar}, which need some of them. */
    BlockPattern mixingFromScalar() {
        return mixing(ofScalar());
    }

    private BlockPattern mixing(PathRows from) {
        List<Integer> order = IntStream.range(0, groups).boxed().sorted(Comparator.comparingInt(this::degree)).toList();
        return new BlockPattern(
                components,
                from.rows.size(),
                groups,
                IntStream.range(0, from.rows.size())
                        .mapToObj(r -> new BlockPattern.Entry(
                                from.rows.get(r).component(), r, order.indexOf(from.rows.get(r).group())))
                        .toList());
    }

    /** The degree that a group reaches first; those that reach none come last. */
    private int degree(int group) {
        return rows.stream()
                .filter(row -> row.group() == group)
                .mapToInt(row -> Degrees.degree(row.component()))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** How many rows are scalars; they come first. */
    int scalars() {
        return (int) rows.stream().filter(row -> row.component() == 0).count();
    }
}
