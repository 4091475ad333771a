package dev.tdn4j.tdn.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One molecule of PubChemQCR: a gzipped pickle of a dictionary from stages to steps. A step is a dictionary of
 * {@code coordinates} (a list of atoms with {@code atom}, {@code x}, {@code y}, {@code z}; SMASH gives no {@code charge}),
 * {@code energy} and {@code gradient} (a list with {@code dx}, {@code dy}, {@code dz}); a stage may be None. So the
 * publishers describe it (DATABASE.md and data.py of OpenMol/TDN in the repository divelab/AIRS, and Code/database.md beside
 * the data). Energies are in hartree and gradients in hartree/bohr; the positions, which the published network takes as they
 * are with its cutoff of 4.5 Å, in Å.
 */
final class PubChemQcrRecord {

    /** CODATA 2018. The published code has 27.2114 eV and 1.8897 bohr/Å. */
    static final double HARTREE = 27.211386245988;

    static final double BOHR = 0.529177210903;

    /** Values are a few megabytes at most; a gzip that unpacks to more than this was made to do harm. */
    private static final int LONGEST_PICKLE = 1 << 26;

    private PubChemQcrRecord() {}

    /**
     * The usable steps of some stages. As in the published code a step without coordinates, energy or gradient, or with
     * another number of atoms than the stage's last, is passed over.
     *
     * @param value the entry's bytes
     * @param molecule its key
     * @param source the file and the key, for messages
     * @throws DataException if the value is not of this form
     */
    static List<Structure> structures(byte[] value, String molecule, String source, List<PubChemQcrStage> stages) {
        try {
            Map<?, ?> record = as(Map.class, PlainPickle.read(unpacked(value)), "the value");
            List<Structure> structures = new ArrayList<>();
            for (PubChemQcrStage stage : stages) {
                Object steps = record.get(stage.key());
                if (steps != null) {
                    String place = source + ":" + stage.key();
                    structures.addAll(structures(as(List.class, steps, "stage " + stage.key()), molecule, place, stage));
                }
            }
            return structures;
        } catch (IllegalArgumentException e) {
            throw new DataException(source + ": " + e.getMessage() + ": this is no entry of PubChemQCR, or damaged", e);
        }
    }

    private static byte[] unpacked(byte[] value) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(value))) {
            byte[] pickle = in.readNBytes(LONGEST_PICKLE);
            if (in.read() >= 0) {
                throw new IllegalArgumentException("the value unpacks to more than " + LONGEST_PICKLE + " bytes");
            }
            return pickle;
        } catch (IOException e) {
            throw new IllegalArgumentException("the value is no gzip (" + Lines.reason(e) + ")", e);
        }
    }

    private static List<Structure> structures(List<?> steps, String molecule, String place, PubChemQcrStage stage) {
        List<Structure> structures = new ArrayList<>();
        int atoms = atoms(steps);
        for (int s = 0; s < steps.size(); s++) {
            Map<?, ?> step = as(Map.class, steps.get(s), "step " + s);
            if (step.get("coordinates") instanceof List<?> coordinates
                    && step.get("gradient") instanceof List<?> gradient
                    && step.get("energy") != null
                    && !coordinates.isEmpty()
                    && coordinates.size() == atoms
                    && gradient.size() == atoms) {
                Map<String, String> info = new LinkedHashMap<>();
                info.put("molecule", molecule);
                info.put("stage", stage.key());
                info.put("step", Integer.toString(s));
                structure(coordinates, gradient, number(step, "energy"), place + ":step " + s)
                        .ifPresent(found -> structures.add(found.withInfo(info)));
            }
        }
        return structures;
    }

    /** The number of atoms of the last step with an energy. */
    private static int atoms(List<?> steps) {
        for (int s = steps.size() - 1; s >= 0; s--) {
            if (steps.get(s) instanceof Map<?, ?> step && step.get("energy") != null) {
                return step.get("coordinates") instanceof List<?> list ? list.size() : 0;
            }
        }
        return 0;
    }

    /** Nothing where a number is not finite, as in the published code. */
    private static Optional<Structure> structure(List<?> coordinates, List<?> gradient, double energy, String place) {
        int[] numbers = new int[coordinates.size()];
        double[] positions = new double[3 * numbers.length];
        double[] forces = new double[3 * numbers.length];
        boolean finite = Double.isFinite(energy);
        for (int i = 0; i < numbers.length; i++) {
            Map<?, ?> atom = as(Map.class, coordinates.get(i), "atom " + (i + 1));
            Map<?, ?> slope = as(Map.class, gradient.get(i), "the gradient of atom " + (i + 1));
            String symbol = as(String.class, atom.get("atom"), "the symbol of atom " + (i + 1));
            numbers[i] = Elements.number(symbol)
                    .orElseThrow(() -> new IllegalArgumentException("there is no element \"" + symbol + "\""));
            for (int k = 0; k < 3; k++) {
                String axis = "xyz".substring(k, k + 1);
                positions[3 * i + k] = number(atom, axis);
                forces[3 * i + k] = -number(slope, "d" + axis) * HARTREE / BOHR;
                finite &= Double.isFinite(positions[3 * i + k]) && Double.isFinite(forces[3 * i + k]);
            }
        }
        return finite
                ? Optional.of(Structure.of(numbers, positions)
                        .withSource(place)
                        .withEnergy(energy * HARTREE)
                        .withForces(forces))
                : Optional.empty();
    }

    private static double number(Map<?, ?> map, String key) {
        return as(Number.class, map.get(key), key).doubleValue();
    }

    private static <T> T as(Class<T> kind, Object value, String what) {
        if (!kind.isInstance(value)) {
            throw new IllegalArgumentException(what + " is "
                    + (value == null ? "missing" : "of the kind " + value.getClass().getSimpleName()) + ", not a "
                    + kind.getSimpleName());
        }
        return kind.cast(value);
    }
}
