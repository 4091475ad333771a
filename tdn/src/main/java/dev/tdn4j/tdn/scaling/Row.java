package dev.tdn4j.tdn.scaling;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One measurement.
 *
 * @param subject what was timed
 * @param direction the product or an adjoint
 * @param part everything, or one of the parts of CP once a node
 * @param lmax the largest degree L
 * @param operations multiply-adds (or multiplications alone) of an edge or node and channel, counted exactly
 * @param time nanoseconds of the same
 * @param share operations in that time, as a share of the fused multiply-adds that the machine can do
 */
public record Row(Subject subject, Direction direction, Part part, int lmax, double operations, Spread time, double share) {

    /**
     * The same by name, as JSON objects hold it.
     *
     * @return the components in order
     */
    public Map<String, Object> values() {
        Map<String, Object> values = names();
        values.put("lmax", lmax);
        values.put("operations", operations);
        values.put("median", time.median());
        values.put("low", time.low());
        values.put("high", time.high());
        values.put("unit", "ns/" + part.unit() + "/channel");
        values.put("share", share);
        return values;
    }

    /** What was measured. */
    Map<String, Object> names() {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("setting", name(subject.setting()));
        names.put("algorithm", name(subject.algorithm()));
        names.put("source", name(subject.source()));
        names.put("direction", name(direction));
        names.put("part", name(part));
        return names;
    }

    /** The name of a constant in JSON objects. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
