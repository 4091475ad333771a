package dev.tdn4j.tdn.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.razorvine.pickle.Pickler;

/** Entries of PubChemQCR as its publishers describe them. */
final class PubChemQcrFiles {

    private PubChemQcrFiles() {}

    /** A gzipped pickle. */
    static byte[] value(Object record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new Pickler().dumps(record));
        }
        return bytes.toByteArray();
    }

    /** A step of a relaxation: energies in hartree, gradients in hartree/bohr; SMASH gives no charges. */
    static Map<String, Object> step(String symbols, double[] positions, double energy, double[] gradient, boolean smash) {
        List<Object> coordinates = new ArrayList<>();
        List<Object> slopes = new ArrayList<>();
        for (int i = 0; i < symbols.length(); i++) {
            coordinates.add(atom(symbols, i, "", positions, smash));
            slopes.add(atom(symbols, i, "d", gradient, smash));
        }
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("coordinates", coordinates);
        step.put("energy", energy);
        step.put("gradient", slopes);
        return step;
    }

    private static Map<String, Object> atom(String symbols, int i, String prefix, double[] vectors, boolean smash) {
        Map<String, Object> atom = new LinkedHashMap<>();
        atom.put("atom", symbols.substring(i, i + 1));
        if (!smash) {
            atom.put("charge", (double) Elements.number(symbols.substring(i, i + 1)).orElseThrow());
        }
        for (int k = 0; k < 3; k++) {
            atom.put(prefix + "xyz".charAt(k), vectors[3 * i + k]);
        }
        return atom;
    }

    /** A molecule with so many steps in its first DFT stage. */
    static Map<String, Object> hydrogen(int steps) {
        List<Object> stage = new ArrayList<>();
        for (int s = 0; s < steps; s++) {
            stage.add(step("HH", new double[] {0, 0, 0, 0, 0, 0.7 + 0.01 * s}, -1.1 - s, new double[] {0, 0, 0.1, 0, 0, -0.1}, true));
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("pm3", null);
        record.put("DFT_1st", stage);
        return record;
    }
}
