package dev.tdn4j.tdn.settings;

import dev.tdn4j.tdn.data.DataException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The components of a public record as settings, by their names: whole numbers, numbers, true or false, texts, and
 * constants of enums in small letters. A component that is added to a record is a setting at once.
 */
public final class RecordSettings {

    private RecordSettings() {}

    /**
     * The components.
     *
     * @param settings a record
     * @return name and value of each, in order; changeable
     */
    public static Map<String, Object> toMap(Record settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            map.put(component.getName(), plain(value(component, settings)));
        }
        return map;
    }

    private static Object value(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object plain(Object value) {
        return value instanceof Enum<?> constant ? name(constant) : value;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A record with some components changed.
     *
     * @param <R> the kind of record
     * @param standard the values of those that are not given
     * @param given names and values
     * @param where what to name in messages: a file, the options
     * @return the record
     * @throws DataException if a name is unknown, a value of the wrong kind, or out of the range that the record allows
     */
    public static <R extends Record> R with(R standard, Map<String, Object> given, String where) {
        RecordComponent[] components = standard.getClass().getRecordComponents();
        requireKnown(given.keySet(), toMap(standard).keySet(), where);
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int c = 0; c < components.length; c++) {
            String key = components[c].getName();
            types[c] = components[c].getType();
            values[c] = given.containsKey(key)
                    ? converted(where, key, given.get(key), types[c])
                    : value(components[c], standard);
        }
        try {
            @SuppressWarnings("unchecked") // the constructor of standard's own class
            R made = (R) standard.getClass().getConstructor(types).newInstance(values);
            return made;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException range) {
                throw new DataException(where + ": " + range.getMessage(), range);
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Refuses names that are none, with the nearest that is one.
     *
     * @param given the names given
     * @param known the names that there are
     * @param where what to name in the message
     * @throws DataException if a name is unknown
     */
    public static void requireKnown(Collection<String> given, Collection<String> known, String where) {
        for (String key : given) {
            if (!known.contains(key)) {
                throw new DataException(where + ": there is no setting " + key + "; did you mean " + nearest(key, known) + "?");
            }
        }
    }

    private static Object converted(String where, String key, Object value, Class<?> type) {
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (type == double.class) {
                return real;
            }
            if (type == int.class && real == number.intValue()) {
                return number.intValue();
            }
            if (type == long.class && real == number.longValue()) {
                return number.longValue();
            }
        }
        if (type == boolean.class && value instanceof Boolean) {
            return value;
        }
        if (type == String.class && value instanceof String) {
            return value;
        }
        if (type.isEnum()) {
            return constant(where, key, value, type);
        }
        throw new DataException(where + ": " + key + " must be " + kind(type) + ", but is " + value);
    }

    private static String kind(Class<?> type) {
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "text";
        }
        return type == double.class ? "a number" : "a whole number";
    }

    private static Object constant(String where, String key, Object value, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> value instanceof String text && name((Enum<?>) constant).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new DataException(where + ": " + key + " must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> name((Enum<?>) constant))
                                .collect(Collectors.joining(", "))
                        + ", but is " + value));
    }

    private static String nearest(String key, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(key.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
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
