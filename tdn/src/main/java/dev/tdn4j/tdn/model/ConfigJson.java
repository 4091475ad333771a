package dev.tdn4j.tdn.model;

import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.tdn.data.DataException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration of a network as JSON: the record's names and values; unknown names are refused with the nearest known. */
public final class ConfigJson {

    private ConfigJson() {}

    /**
     * The configuration as a map.
     *
     * @param config the configuration
     * @return name and value of each setting, in order
     */
    public static Map<String, Object> toMap(TdnConfig config) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("lmax", config.lmax());
        map.put("channels", config.channels());
        map.put("layers", config.layers());
        map.put("cutoff", config.cutoff());
        map.put("radialBasis", config.radialBasis());
        map.put("heads", config.heads());
        map.put("evenPaths", config.evenPaths());
        map.put("factors", name(config.factors()));
        map.put("rank", config.rank());
        map.put("averageDegree", config.averageDegree());
        map.put("energyScale", config.energyScale());
        map.put("form", name(config.form()));
        map.put("forces", name(config.forces()));
        map.put("radialHidden", config.radialHidden());
        map.put("averageAtoms", config.averageAtoms());
        return map;
    }

    /**
     * A configuration from a map; settings that are not given are those of {@link TdnConfig#physical}.
     *
     * @param settings names and values
     * @param where what to name in errors
     * @return the configuration
     * @throws DataException if a name is unknown, a value is of the wrong kind or out of range
     */
    public static TdnConfig fromMap(Map<String, Object> settings, String where) {
        Map<String, Object> all = toMap(TdnConfig.physical());
        settings.forEach((key, value) -> {
            Object known = all.get(key);
            if (known == null) {
                throw new DataException(where + ": there is no setting " + key + "; did you mean " + nearest(key, all) + "?");
            }
            all.put(key, converted(where, key, value, known));
        });
        try {
            return new TdnConfig(
                    (int) all.get("lmax"),
                    (int) all.get("channels"),
                    (int) all.get("layers"),
                    (double) all.get("cutoff"),
                    (int) all.get("radialBasis"),
                    (int) all.get("heads"),
                    (boolean) all.get("evenPaths"),
                    chosen(where, "factors", FactorMethod.class, all),
                    (int) all.get("rank"),
                    (double) all.get("averageDegree"),
                    (double) all.get("energyScale"),
                    chosen(where, "form", NetworkForm.class, all),
                    chosen(where, "forces", ForceKind.class, all),
                    (int) all.get("radialHidden"),
                    (double) all.get("averageAtoms"));
        } catch (IllegalArgumentException e) {
            throw new DataException(where + ": " + e.getMessage());
        }
    }

    private static Object converted(String where, String key, Object value, Object like) {
        if (like instanceof Double && value instanceof Number number) {
            return number.doubleValue();
        }
        if (like instanceof Integer && value instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        if (like.getClass().isInstance(value)) {
            return value;
        }
        String kind = like instanceof String ? "a word" : like instanceof Boolean ? "true or false" : like instanceof Integer ? "a whole number" : "a number";
        throw new DataException(where + ": " + key + " must be " + kind + ", but is " + value);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E chosen(String where, String key, Class<E> kind, Map<String, Object> all) {
        String given = (String) all.get(key);
        return Arrays.stream(kind.getEnumConstants())
                .filter(value -> name(value).equals(given))
                .findFirst()
                .orElseThrow(() -> new DataException(where + ": " + key + " must be one of "
                        + Arrays.stream(kind.getEnumConstants()).map(ConfigJson::name).collect(Collectors.joining(", "))
                        + ", but is " + given));
    }

    private static String nearest(String key, Map<String, Object> known) {
        return known.keySet().stream()
                .min(Comparator.comparingInt(name -> distance(key.toLowerCase(), name.toLowerCase())))
                .orElseThrow();
    }

    /** The Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }
}
