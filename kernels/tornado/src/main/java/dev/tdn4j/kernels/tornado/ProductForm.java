package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import java.util.Arrays;
import java.util.Locale;

/** How tensor products whose coupling has CP factors are computed; the property {@value #PROPERTY} chooses. */
enum ProductForm {
    /** By their entries: an argument that the channels share is contracted first. */
    ENTRIES,
    /** By their factors, C((Aᵀx) ⊙ (Bᵀy)): exact only as far as the factors are. */
    CP;

    static final String PROPERTY = "tdn4j.tornado.products";

    static ProductForm chosen() {
        String name = System.getProperty(PROPERTY, ENTRIES.name());
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DeviceException(PROPERTY + " must be one of " + Arrays.toString(values()).toLowerCase(Locale.ROOT) + ", but is " + name, e);
        }
    }
}
