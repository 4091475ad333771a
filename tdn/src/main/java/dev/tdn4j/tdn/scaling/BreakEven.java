package dev.tdn4j.tdn.scaling;

import dev.tdn4j.kernels.products.Algorithm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The neighbours a node needs for CP once a node to pay off. An edge costs CP what is done there and its share of projection
 * and reconstruction, (P + C) / neighbours; the kernels of edges cost the same however many neighbours there are.
 *
 * @param cp the CP kernel
 * @param rival the fastest kernel of edges that does the same at this degree
 * @param lmax the degree L
 * @param neighbours from how many on CP is faster; nothing if what it does at an edge takes longer
 */
public record BreakEven(Subject cp, Subject rival, int lmax, OptionalDouble neighbours) {

    /**
     * Finds where CP pays off, forward.
     *
     * @param curves all curves of a study
     * @return for every CP kernel by rising degree
     */
    public static List<BreakEven> among(List<Curve> curves) {
        List<BreakEven> found = new ArrayList<>();
        List<Curve> forward = curves.stream()
                .filter(c -> c.subject().setting() == Setting.NEIGHBOURS && c.direction() == Direction.FORWARD)
                .toList();
        for (Curve curve : forward) {
            if (curve.part() == Part.WHOLE && curve.subject().algorithm() == Algorithm.CP) {
                curve.rows().forEach(row -> add(found, forward, row));
            }
        }
        return found;
    }

    private static void add(List<BreakEven> found, List<Curve> forward, Row whole) {
        int l = whole.lmax();
        OptionalDouble projection = part(forward, whole, Part.PROJECTION);
        OptionalDouble reconstruction = part(forward, whole, Part.RECONSTRUCTION);
        double best = Double.POSITIVE_INFINITY;
        Subject rival = null;
        for (Curve c : forward) {
            if (c.subject().algorithm() != Algorithm.CP && c.subject().isComparable(whole.subject())
                    && c.time(l).orElse(best) < best) {
                best = c.time(l).orElseThrow();
                rival = c.subject();
            }
        }
        if (rival != null && projection.isPresent() && reconstruction.isPresent()) {
            double node = projection.getAsDouble() + reconstruction.getAsDouble();
            double gain = best - (whole.time().median() - node / ConvolutionWorkload.DEGREE);
            found.add(new BreakEven(whole.subject(), rival, l, gain > 0 ? OptionalDouble.of(node / gain) : OptionalDouble.empty()));
        }
    }

    private static OptionalDouble part(List<Curve> curves, Row row, Part part) {
        return curves.stream()
                .filter(c -> c.part() == part && c.subject().equals(row.subject()))
                .map(c -> c.time(row.lmax()))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .findFirst();
    }

    /**
     * The same by name, as JSON objects hold it.
     *
     * @return the components
     */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cp", cp.title());
        values.put("rival", rival.title());
        values.put("lmax", lmax);
        values.put("neighbours", neighbours.isPresent() ? neighbours.getAsDouble() : null);
        return values;
    }
}
