package dev.tdn4j.tdn.data;

import java.util.AbstractList;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Structures in files, read when they are asked for: a data set may be larger than memory. Made by {@link DataSets#open}.
 *
 * <p>{@link #get} reads and checks one structure, and throws {@link DataException} where it is wrong; nothing of it is kept.
 * Not safe for use by several threads at once.
 */
public abstract class DataSet extends AbstractList<Structure> implements RandomAccess, AutoCloseable {

    /** For the formats of this package. */
    DataSet() {}

    /**
     * The energies of the elements, where whoever made the data publishes them.
     *
     * @return eV for each element, or empty: then they are to be taken from isolated atoms or fitted
     */
    public Optional<ReferenceEnergies> references() {
        return Optional.empty();
    }

    /**
     * What the set is, in a few words.
     *
     * @return such as "train.extxyz: 1000 structures (extended XYZ)"
     */
    public abstract String description();

    /** Closes the files. */
    @Override
    public abstract void close();
}
