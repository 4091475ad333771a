package dev.tdn4j.tdn.model;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Elements;

/**
 * The items of space ELEMENTS: one for each atomic number from {@code first} on.
 *
 * @param first the atomic number of the first item
 * @param size the number of items
 */
public record ElementTable(int first, int size) {

    /** Every element: atomic numbers 1..118. */
    public static final ElementTable ALL = new ElementTable(1, Elements.COUNT);

    /** The one-hot types of the published network: atomic numbers 0..79. */
    static final ElementTable PUBLISHED = new ElementTable(0, 80);

    /** The item of an atomic number. */
    int item(int number) {
        if (number < first || number >= first + size) {
            throw new DataException("the network knows atomic numbers up to " + (first + size - 1) + ", not "
                    + Elements.symbol(number) + " (" + number + ")");
        }
        return number - first;
    }
}
