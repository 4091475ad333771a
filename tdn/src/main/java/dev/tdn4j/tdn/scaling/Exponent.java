package dev.tdn4j.tdn.scaling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How time and operations grow: as powers of L + 1, fitted over the same degrees, those from half the largest on. At small
 * degrees the lines are bent: there loads, stores and calls take longer than the operations that are counted.
 *
 * @param curve what grows
 * @param from the first degree of the fit
 * @param to the last
 * @param time the exponent of the median times
 * @param operations the exponent of the counts
 */
public record Exponent(Curve curve, int from, int to, double time, double operations) {

    /**
     * Fits a curve.
     *
     * @param curve the curve
     * @return the exponents, or nothing if the curve has fewer than two rows there
     */
    public static Optional<Exponent> of(Curve curve) {
        int from = Math.max(1, curve.rows().getLast().lmax() / 2);
        Curve fitted = new Curve(curve.subject(), curve.direction(), curve.part(),
                curve.rows().stream().filter(row -> row.lmax() >= from).toList());
        List<Row> rows = fitted.rows();
        if (rows.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new Exponent(curve, rows.getFirst().lmax(), rows.getLast().lmax(),
                PowerLaw.fit(fitted.x(), fitted.values(row -> row.time().median())).exponent(),
                PowerLaw.fit(fitted.x(), fitted.values(Row::operations)).exponent()));
    }

    /**
     * The same by name, as JSON objects hold it.
     *
     * @return what the curve is, then the components
     */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>(curve.rows().getFirst().names());
        values.put("from", from);
        values.put("to", to);
        values.put("time", time);
        values.put("operations", operations);
        return values;
    }
}
