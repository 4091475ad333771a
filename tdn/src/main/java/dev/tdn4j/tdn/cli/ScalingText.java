package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.scaling.BreakEven;
import dev.tdn4j.tdn.scaling.Curve;
import dev.tdn4j.tdn.scaling.Direction;
import dev.tdn4j.tdn.scaling.Exponent;
import dev.tdn4j.tdn.scaling.Findings;
import dev.tdn4j.tdn.scaling.Part;
import dev.tdn4j.tdn.scaling.Row;
import dev.tdn4j.tdn.scaling.Setting;
import dev.tdn4j.tdn.scaling.Subject;
import dev.tdn4j.tdn.scaling.Winner;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A study's findings for people at a terminal. */
final class ScalingText {

    private static final int LABEL = 52;

    private final Findings findings;
    private final double peak;

    ScalingText(Findings findings, double peak) {
        this.findings = findings;
        this.peak = peak;
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "One thread, 64 channels, float; peak %.0f GFLOP/s. Nanoseconds an edge (or node) and channel, and the share of the peak.%n",
                peak);
        for (Setting setting : Setting.values()) {
            for (Direction direction : Direction.values()) {
                List<Curve> curves = findings.curves().stream()
                        .filter(c -> c.subject().setting() == setting && c.direction() == direction)
                        .toList();
                if (!curves.isEmpty()) {
                    out.printf("%n%s, %s%n", capital(setting.title()), direction.title());
                    header(out);
                    curves.forEach(curve -> out.println(line(curve)));
                }
            }
        }
        findings.absent().forEach((subject, why) -> out.printf("Without %s, %s: %s%n", subject.setting().title(), subject.title(), why));
        winners(out);
        crossovers(out);
        breakEven(out);
    }

    private void header(PrintWriter out) {
        out.print(" ".repeat(LABEL));
        for (int l = 1; l <= findings.lmax(); l++) {
            out.printf("  %12s", "L = " + l);
        }
        out.println("   exponents: time, operations");
    }

    private String line(Curve curve) {
        StringBuilder line = new StringBuilder(("%-" + LABEL + "s").formatted("  " + label(curve.subject(), curve.part())));
        for (int l = 1; l <= findings.lmax(); l++) {
            int degree = l;
            Optional<Row> row = curve.rows().stream().filter(r -> r.lmax() == degree).findFirst();
            line.append(row.map(ScalingText::cell).orElse(" ".repeat(14)));
        }
        exponent(curve).ifPresent(e -> line.append(
                "   %.1f, %.1f (L = %d to %d)".formatted(e.time(), e.operations(), e.from(), e.to())));
        return line.toString().stripTrailing();
    }

    private static String cell(Row row) {
        return String.format(Locale.ROOT, "  %7s %3.0f%%", number(row.time().median()), 100 * row.share());
    }

    /** Three digits. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    static String label(Subject subject, Part part) {
        return subject.title() + (part == Part.WHOLE ? "" : ": " + part.name().toLowerCase(Locale.ROOT));
    }

    private Optional<Exponent> exponent(Curve curve) {
        return findings.exponents().stream().filter(e -> e.curve().equals(curve)).findFirst();
    }

    private void winners(PrintWriter out) {
        out.printf("%nThe fastest, and in brackets the time of the fastest exact CP in units of it%n");
        String group = "";
        for (Winner winner : findings.winners()) {
            String now = capital(winner.subject().setting().title()) + ", " + winner.direction().title()
                    + (winner.subject().setting() == Setting.NEIGHBOURS ? winner.subject().source().isEven() ? ", even paths" : ", all paths" : "");
            if (!now.equals(group)) {
                out.println("  " + now);
                group = now;
            }
            out.printf("    L = %d  %s%s%n", winner.lmax(), winner.subject().title(), ratio(winner.cp()));
        }
    }

    private static String ratio(OptionalDouble cp) {
        return cp.isEmpty() ? "" : String.format(Locale.ROOT, " (%.2f)", cp.getAsDouble());
    }

    private void crossovers(PrintWriter out) {
        out.printf("%nCrossovers%n");
        findings.crossovers().forEach(c -> out.printf("  %s, %s: %s overtakes %s at L = %d%n",
                capital(c.faster().setting().title()), c.direction().title(), c.faster().title(), c.slower().title(), c.from()));
    }

    private void breakEven(PrintWriter out) {
        out.printf("%nNeighbours a node needs for CP once a node to be faster than the best kernel of edges%n");
        findings.breakEven().stream().collect(Collectors.groupingBy(BreakEven::cp, java.util.LinkedHashMap::new, Collectors.toList()))
                .forEach((cp, degrees) -> out.println("  " + cp.title() + ": " + degrees.stream()
                        .map(b -> "L = " + b.lmax() + ": " + neighbours(b))
                        .collect(Collectors.joining("; "))));
    }

    static String neighbours(BreakEven b) {
        return (b.neighbours().isEmpty() ? "never" : String.format(Locale.ROOT, "%.0f", Math.ceil(b.neighbours().getAsDouble())))
                + " (" + b.rival().algorithm().name().toLowerCase(Locale.ROOT).replace('_', '-') + ")";
    }

    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
