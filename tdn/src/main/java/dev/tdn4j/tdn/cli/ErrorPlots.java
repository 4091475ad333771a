package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.report.Figures;
import dev.tdn4j.tdn.report.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures of a model's errors on labelled structures. */
final class ErrorPlots {

    /** The key under which torsion scans give their angle, degrees. */
    private static final String ANGLE = "dihedral";

    private final List<Double> forces = new ArrayList<>();
    private final List<Double> predictedForces = new ArrayList<>();
    private final List<Double> energies = new ArrayList<>();
    private final List<Double> predictedEnergies = new ArrayList<>();
    private final List<Double> angles = new ArrayList<>();

    void add(Structure reference, Evaluation predicted) {
        reference.forces().ifPresent(components -> {
            for (int i = 0; i < components.length; i++) {
                if (!reference.isFixed(i / 3)) {
                    forces.add(components[i]);
                    predictedForces.add(predicted.forces()[i]);
                }
            }
        });
        reference.energy().ifPresent(energy -> {
            energies.add(energy);
            predictedEnergies.add(predicted.energy());
            if (reference.info().containsKey(ANGLE)) {
                angles.add(Double.parseDouble(reference.info().get(ANGLE)));
            }
        });
    }

    /** The pictures that the labels allow, by name. */
    Map<String, Plot> plots(String title) {
        Map<String, Plot> plots = new LinkedHashMap<>();
        if (!forces.isEmpty()) {
            plots.put("forces", Figures.parity(
                    "Forces: " + title, "force component (eV/Å)", array(forces), array(predictedForces)));
        }
        if (!angles.isEmpty() && angles.size() == energies.size()) {
            plots.put("torsion", Figures.torsionScan(
                    "Torsion: " + title, array(angles), array(energies), Map.of("TDN", array(predictedEnergies))));
        } else if (!energies.isEmpty()) {
            plots.put("energies", Figures.parity(
                    "Energies: " + title, "energy (eV)", array(energies), array(predictedEnergies)));
        }
        return plots;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
