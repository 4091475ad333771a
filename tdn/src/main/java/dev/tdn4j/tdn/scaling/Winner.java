package dev.tdn4j.tdn.scaling;

import dev.tdn4j.kernels.products.Algorithm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * The fastest at one degree, and how far CP is from it.
 *
 * @param direction the product or an adjoint
 * @param lmax the degree L
 * @param subject the fastest of those that do the same
 * @param time its nanoseconds
 * @param cp the time of the fastest CP by exact factors, in units of that; 1 if it is the fastest
 */
public record Winner(Direction direction, int lmax, Subject subject, double time, OptionalDouble cp) {

    /**
     * Finds the winners among whole curves; CP at the paper's rank, which is not exact, takes no part.
     *
     * @param curves the curves
     * @return by setting, paths and direction, each by rising degree
     */
    public static List<Winner> among(List<Curve> curves) {
        List<Curve> exact = new ArrayList<>(curves.stream()
                .filter(c -> c.part() == Part.WHOLE && c.subject().source() != Source.PAPER)
                .toList());
        List<Winner> winners = new ArrayList<>();
        while (!exact.isEmpty()) {
            Curve first = exact.getFirst();
            List<Curve> rivals = exact.stream()
                    .filter(c -> c.direction() == first.direction() && c.subject().isComparable(first.subject()))
                    .toList();
            exact.removeAll(rivals);
            TreeSet<Integer> degrees = new TreeSet<>();
            rivals.forEach(c -> c.rows().forEach(row -> degrees.add(row.lmax())));
            degrees.forEach(l -> winners.add(of(rivals, l)));
        }
        return winners;
    }

    private static Winner of(List<Curve> rivals, int l) {
        List<Curve> there = rivals.stream().filter(c -> c.time(l).isPresent()).toList();
        Curve best = there.stream().min(Comparator.comparingDouble(c -> c.time(l).orElseThrow())).orElseThrow();
        double time = best.time(l).orElseThrow();
        OptionalDouble cp = there.stream()
                .filter(c -> c.subject().algorithm() == Algorithm.CP)
                .mapToDouble(c -> c.time(l).orElseThrow() / time)
                .min();
        return new Winner(best.direction(), l, best.subject(), time, cp);
    }

    /**
     * The same by name, as JSON objects hold it.
     *
     * @return the components
     */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("setting", Row.name(subject.setting()));
        values.put("direction", Row.name(direction));
        values.put("lmax", lmax);
        values.put("fastest", subject.title());
        values.put("median", time);
        values.put("cp", cp.isPresent() ? cp.getAsDouble() : null);
        return values;
    }
}
