package dev.tdn4j.bench;

import dev.tdn4j.tdn.scaling.Spread;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One measurement of a report.
 *
 * @param name the benchmark
 * @param parameters what it was run with; together with the name they say what was measured
 * @param measured median and quartiles
 * @param unit of the measured number: a time such as {@code ns/op}, or a rate such as {@code GFLOP/s}
 * @param better whether smaller or larger numbers are
 * @param share of the limit, if one is known
 * @param limit what the share is of; empty without one
 */
public record BenchRow(
        String name, Map<String, String> parameters, Spread measured, String unit, Better better, OptionalDouble share, String limit) {

    /** Which numbers are better. */
    public enum Better {
        /** Times. */
        SMALLER,
        /** Rates. */
        LARGER
    }

    /** Copies the parameters, in their order. */
    public BenchRow {
        parameters = new LinkedHashMap<>(parameters);
    }

    /**
     * A time without a limit.
     *
     * @param name the benchmark
     * @param parameters what it was run with
     * @param measured median and quartiles
     * @param unit such as {@code ns/op}
     * @return the row
     */
    public static BenchRow time(String name, Map<String, String> parameters, Spread measured, String unit) {
        return new BenchRow(name, parameters, measured, unit, Better.SMALLER, OptionalDouble.empty(), "");
    }

    /**
     * The same with the share of a limit.
     *
     * @param of the share, 1 being all of it
     * @param what the limit
     * @return the row
     */
    public BenchRow withShare(double of, String what) {
        return new BenchRow(name, parameters, measured, unit, better, OptionalDouble.of(of), what);
    }

    /** By name, as JSON objects hold it. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("parameters", parameters);
        values.put("median", measured.median());
        values.put("low", measured.low());
        values.put("high", measured.high());
        values.put("unit", unit);
        values.put("better", better.name().toLowerCase(Locale.ROOT));
        if (share.isPresent()) {
            values.put("share", share.getAsDouble());
            values.put("limit", limit);
        }
        return values;
    }
}
