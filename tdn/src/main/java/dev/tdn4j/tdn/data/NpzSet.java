package dev.tdn4j.tdn.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A trajectory of one molecule as MD17 (arXiv 1611.04678: z, R, E, F) and rMD17 (arXiv 2007.09593: nuclear_charges, coords,
 * energies, forces) have it: NumPy arrays in a zip archive, Å, kcal/mol and kcal/mol/Å.
 */
final class NpzSet extends DataSet {

    /** eV in 1 kcal/mol: 4184 J, Avogadro's number and the elementary charge, all exact. */
    static final double KCAL_PER_MOL = 4184 / (6.02214076e23 * 1.602176634e-19);

    private static final int MOST_ATOMS = 1_000_000;

    private final String name;
    private final NpyArray positions;
    private final NpyArray energies;
    private final NpyArray forces;
    private final int[] numbers;
    private final int size;

    NpzSet(Path path) {
        this.name = path.toString();
        NpyArray[] arrays = new NpyArray[4];
        try {
            if (!Files.exists(path)) {
                throw new DataException(path + ": there is no such file: check the path");
            }
            try (ZipFile zip = new ZipFile(path.toFile())) {
                arrays[0] = array(zip, "nuclear_charges", "z");
                arrays[1] = array(zip, "coords", "R");
                arrays[2] = array(zip, "energies", "E");
                arrays[3] = array(zip, "forces", "F");
            } catch (ZipException e) {
                throw new DataException(path + ": this is no whole NumPy archive (" + Lines.reason(e) + "): get it anew", e);
            } catch (IOException e) {
                throw new DataException(path + ": the file cannot be read (" + Lines.reason(e) + "): get it anew", e);
            }
            this.numbers = numbers(arrays[0]);
            this.positions = arrays[1];
            this.energies = arrays[2];
            this.forces = arrays[3];
            this.size = checkedSize();
        } catch (RuntimeException e) {
            close(arrays);
            throw e;
        }
        arrays[0].close();
    }

    /** The array of the first of the names that there is. */
    private NpyArray array(ZipFile zip, String... names) throws IOException {
        for (String wanted : names) {
            ZipEntry entry = zip.getEntry(wanted + ".npy");
            if (entry != null) {
                try (var in = zip.getInputStream(entry)) {
                    return NpyArray.read(in, name + ": array " + wanted);
                }
            }
        }
        throw new DataException(name + ": the archive has neither an array " + String.join(" nor ", names)
                + ": is it of MD17 or rMD17?");
    }

    private int[] numbers(NpyArray charges) {
        long[] shape = charges.shape();
        if (shape.length != 1 || shape[0] < 1 || shape[0] > MOST_ATOMS) {
            throw new DataException(name + ": the atomic numbers have the shape " + Arrays.toString(shape)
                    + ", but should be one for each atom");
        }
        int[] all = new int[(int) shape[0]];
        for (int i = 0; i < all.length; i++) {
            double number = charges.get(i);
            if (!(number >= 1 && number <= Elements.COUNT && number == Math.rint(number))) {
                throw new DataException(name + ": atom " + (i + 1) + " has the atomic number " + number + ": elements are 1.."
                        + Elements.COUNT);
            }
            all[i] = (int) number;
        }
        return all;
    }

    private int checkedSize() {
        long frames = positions.shape().length == 0 ? 0 : positions.shape()[0];
        long[] vectors = {frames, numbers.length, 3};
        if (frames < 1 || frames > Integer.MAX_VALUE - 8 || !Arrays.equals(positions.shape(), vectors)) {
            throw new DataException(name + ": the positions have the shape " + Arrays.toString(positions.shape())
                    + ", but should have [frames, " + numbers.length + ", 3]");
        }
        if (!Arrays.equals(forces.shape(), vectors)) {
            throw new DataException(name + ": the forces have the shape " + Arrays.toString(forces.shape())
                    + ", but the positions " + Arrays.toString(vectors));
        }
        if (!Arrays.equals(energies.shape(), new long[] {frames})
                && !Arrays.equals(energies.shape(), new long[] {frames, 1})) {
            throw new DataException(name + ": the energies have the shape " + Arrays.toString(energies.shape())
                    + ", but should be one for each of " + frames + " frames");
        }
        return (int) frames;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Structure get(int index) {
        Objects.checkIndex(index, size);
        double energy = energies.shape().length == 1 ? energies.get(index) : energies.get(index, 0);
        try {
            return Structure.of(numbers, vectors(positions, index, 1))
                    .withSource(name + ":frame " + (index + 1))
                    .withEnergy(energy * KCAL_PER_MOL)
                    .withForces(vectors(forces, index, KCAL_PER_MOL));
        } catch (DataException e) {
            String message = e.getMessage();
            throw message.startsWith(name) ? e : new DataException(name + ":frame " + (index + 1) + ": " + message, e);
        }
    }

    private double[] vectors(NpyArray array, int frame, double unit) {
        double[] vectors = new double[3 * numbers.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = unit * array.get(frame, i / 3, i % 3);
        }
        return vectors;
    }

    @Override
    public String description() {
        return name + ": " + size + " structures (" + DataFormat.NPZ.words() + ", kcal/mol)";
    }

    @Override
    public void close() {
        close(positions, energies, forces);
    }

    private static void close(NpyArray... arrays) {
        Arrays.stream(arrays).filter(Objects::nonNull).forEach(NpyArray::close);
    }
}
