package dev.tdn4j.tdn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Opens data sets of every format. */
public final class DataSets {

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private DataSets() {}

    /**
     * Opens a file, or all files of a folder in the order of their names.
     *
     * @param path a file of one of the formats, or a folder of such files; a folder's companion texts and lock files are
     *     passed over
     * @param options the format, if it is not to be recognised, and what its files leave open
     * @return the structures, to be closed; at least one
     * @throws DataException if a file is missing, or its content wrong
     */
    public static DataSet open(Path path, DataOptions options) {
        if (!Files.isDirectory(path)) {
            return file(path, options);
        }
        List<Path> files = data(path);
        if (files.isEmpty()) {
            throw new DataException(path + ": the folder holds no data: files should end in .xyz or .extxyz (perhaps with .xz"
                    + " or .gz), .npz, .lmdb or .mdb");
        }
        List<DataSet> parts = new ArrayList<>();
        try {
            for (Path file : files) {
                parts.add(file(file, options));
            }
            return parts.size() == 1 ? parts.getFirst() : new Concatenation(path, parts);
        } catch (RuntimeException e) {
            parts.forEach(DataSet::close);
            throw e;
        }
    }

    private static List<Path> data(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)
                            .matches(".*\\.((ext)?xyz(\\.xz|\\.gz)?|npz|lmdb|mdb)") && !isLock(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + ": the folder cannot be read (" + Lines.reason(e) + "): check its permissions", e);
        }
    }

    private static boolean isLock(Path file) {
        return file.getFileName().toString().equals("lock.mdb");
    }

    private static DataSet file(Path file, DataOptions options) {
        DataFormat format = options.format() == DataFormat.AUTO ? recognised(file) : options.format();
        return switch (format) {
            case S2EF -> new S2efSet(file, options.relativeEnergies());
            case NPZ -> new NpzSet(file);
            case PUBCHEMQCR -> new PubChemQcrSet(file, options.stages());
            default -> xyz(file, options);
        };
    }

    private static DataSet xyz(Path file, DataOptions options) {
        if (options.relativeEnergies()) {
            throw new DataException(file + ": only the format S2EF has reference energies, in a companion .txt beside the file:"
                    + " leave out --relative-energies");
        }
        return new XyzSet(file);
    }

    private static DataFormat recognised(Path file) {
        byte[] head = head(file);
        if (head.length >= ZIP.length && Arrays.equals(head, 0, ZIP.length, ZIP, 0, ZIP.length)) {
            return DataFormat.NPZ;
        }
        if (Lmdb.matches(head)) {
            return DataFormat.PUBCHEMQCR;
        }
        return S2efSet.matches(file) ? DataFormat.S2EF : DataFormat.XYZ;
    }

    /** The first bytes of a file; none of what cannot be read, about which the format has more to say, or of a pipe. */
    private static byte[] head(Path file) {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(32);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
