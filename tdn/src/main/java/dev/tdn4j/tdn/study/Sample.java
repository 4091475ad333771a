package dev.tdn4j.tdn.study;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A number that was found several times, once a seed.
 *
 * @param values what was found; none where it is missing
 */
record Sample(List<Double> values) {

    /** The values of a column; rows where it is null are left out. */
    static Sample of(Collection<Map<String, Object>> rows, String column) {
        return new Sample(rows.stream()
                .map(row -> row.get(column))
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue())
                .toList());
    }

    /** The mean, or NaN without values. */
    double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The standard deviation of one value, or NaN of fewer than two. */
    double deviation() {
        double mean = mean();
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
    }

    /** Mean and deviation as a table shows them; a dash where nothing was found. */
    String text(String form) {
        if (values.isEmpty()) {
            return "–";
        }
        String mean = String.format(Locale.ROOT, form, mean());
        return values.size() < 2 ? mean : mean + " ± " + String.format(Locale.ROOT, form, deviation());
    }
}
