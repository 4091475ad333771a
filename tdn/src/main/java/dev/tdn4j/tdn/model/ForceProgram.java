package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.Gradient;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds conservative forces to an energy program that has no forces: one application of differentiation. */
public final class ForceProgram {

    /** Output: the forces, eV/Å: [NODES][3]. */
    public static final String FORCES = "forces";

    private ForceProgram() {}

    /**
     * The program of energies and forces.
     *
     * @param energies a program with the output {@link TdnNetwork#ENERGIES}; its graph grows
     * @return its outputs and {@link #FORCES}; the program itself if it has forces of its own
     */
    public static Program of(Program energies) {
        if (energies.outputs().containsKey(FORCES)) {
            return energies;
        }
        Graph graph = energies.graph();
        Value vectors = graph.input(EdgeGeometry.VECTORS, new Type(Space.EDGES, 3, 1));
        Value energy = energies.outputs().get(TdnNetwork.ENERGIES);
        // The edge vector is position(source) − position(destination), and F = −∂E/∂position.
        Value slope = Gradient.of(graph, energy, List.of(vectors)).getFirst();
        Value forces = graph.subtract(
                graph.segmentSum(Index.DESTINATION, slope), graph.segmentSum(Index.SOURCE, slope));
        Map<String, Value> outputs = new LinkedHashMap<>(energies.outputs());
        outputs.put(FORCES, forces);
        return Program.of(graph, outputs);
    }
}
