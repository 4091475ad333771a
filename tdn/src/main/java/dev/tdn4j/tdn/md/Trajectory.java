package dev.tdn4j.tdn.md;

import dev.tdn4j.tdn.data.ExtendedXyzWriter;
import java.nio.file.Path;

/**
 * An observer that appends each structure it sees, with energy and forces, to an extended-XYZ file. Every frame reaches the
 * file whole and at once: a run that is stopped loses none.
 */
public final class Trajectory implements Observer, AutoCloseable {

    private final ExtendedXyzWriter writer;

    /**
     * A new file; one of the same name is replaced.
     *
     * @param file where to write; a name that ends in .gz or .xz is compressed so
     * @throws dev.tdn4j.tdn.data.DataException if the file cannot be written
     */
    public Trajectory(Path file) {
        this.writer = new ExtendedXyzWriter(file);
    }

    @Override
    public void observe(MolecularDynamics dynamics) {
        writer.write(dynamics.structure());
    }

    @Override
    public void close() {
        writer.close();
    }
}
