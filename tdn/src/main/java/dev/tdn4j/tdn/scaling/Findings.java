package dev.tdn4j.tdn.scaling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a study says.
 *
 * @param lmax the largest degree
 * @param rows the measurements
 * @param absent subjects that have no kernel at some degree, and why
 * @param exponents of every curve with enough rows
 * @param crossovers who overtakes whom
 * @param winners the fastest at every degree
 * @param breakEven the neighbours a node needs for CP to pay off
 */
public record Findings(
        int lmax, List<Row> rows, Map<Subject, String> absent, List<Exponent> exponents, List<Crossover> crossovers,
        List<Winner> winners, List<BreakEven> breakEven) {

    /**
     * Draws the conclusions.
     *
     * @param lmax the largest degree
     * @param rows the measurements, for each curve by rising degree
     * @param absent subjects that have no kernel at some degree, and why
     * @return the findings
     */
    public static Findings of(int lmax, List<Row> rows, Map<Subject, String> absent) {
        List<Curve> curves = Curve.of(rows);
        return new Findings(lmax, List.copyOf(rows), new LinkedHashMap<>(absent),
                curves.stream().flatMap(curve -> Exponent.of(curve).stream()).toList(),
                Crossover.among(curves), Winner.among(curves), BreakEven.among(curves));
    }

    /**
     * The curves of the rows.
     *
     * @return in the order of time
     */
    public List<Curve> curves() {
        return Curve.of(rows);
    }

    /**
     * The same by name, as JSON objects hold it.
     *
     * @return the components
     */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lmax", lmax);
        values.put("rows", rows.stream().map(Row::values).toList());
        values.put("exponents", exponents.stream().map(Exponent::values).toList());
        values.put("crossovers", crossovers.stream().map(Crossover::values).toList());
        values.put("winners", winners.stream().map(Winner::values).toList());
        values.put("breakEven", breakEven.stream().map(BreakEven::values).toList());
        Map<String, String> reasons = new LinkedHashMap<>();
        absent.forEach((subject, why) -> reasons.put(subject.setting().title() + ": " + subject.title(), why));
        values.put("absent", reasons);
        return values;
    }
}
