package dev.tdn4j.tdn.model;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.settings.RecordSettings;
import java.util.Map;

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
        return RecordSettings.toMap(config);
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
        return fromMap(TdnConfig.physical(), settings, where);
    }

    /**
     * A configuration from a map; settings that are not given are those of another configuration.
     *
     * @param base the other configuration
     * @param settings names and values
     * @param where what to name in errors
     * @return the configuration
     * @throws DataException if a name is unknown, a value is of the wrong kind or out of range
     */
    public static TdnConfig fromMap(TdnConfig base, Map<String, Object> settings, String where) {
        return RecordSettings.with(base, settings, where);
    }
}
