package dev.tdn4j.tdn.md;

import dev.tdn4j.tdn.data.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An observer that writes each sample as a line of comma-separated values:
 * {@code step,time_fs,potential_eV,kinetic_eV,total_eV,temperature_K}. Every line reaches the file at once.
 */
public final class CsvLog implements Observer, AutoCloseable {

    private final Path file;
    private final OutputStream out;

    /**
     * A new file with its heading; one of the same name is replaced.
     *
     * @param file where to write
     * @throws DataException if the file cannot be written
     */
    public CsvLog(Path file) {
        this.file = file;
        try {
            this.out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw DataException.unwritable(file, e);
        }
        line("step,time_fs,potential_eV,kinetic_eV,total_eV,temperature_K");
    }

    @Override
    public void observe(MolecularDynamics dynamics) {
        Sample s = dynamics.sample();
        line(s.step() + "," + s.time() + "," + s.potential() + "," + s.kinetic() + "," + s.total() + "," + s.temperature());
    }

    private void line(String text) {
        try {
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw DataException.unwritable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw DataException.unwritable(file, e);
        }
    }
}
