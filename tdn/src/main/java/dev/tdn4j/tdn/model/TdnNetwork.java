package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Tensor Decomposition Network (arXiv 2507.01131, section 4) in its physical form: the energy is a sum over atoms,
 * smooth in the positions even where an edge enters or leaves the cutoff; {@link ForceProgram} adds the forces.
 *
 * <p>Building it only writes a graph; executors run it.
 */
public final class TdnNetwork {

    /** Output: the energy of every atom beyond its element's reference, eV: [NODES]. */
    public static final String ATOMIC_ENERGIES = "atomic_energies";

    /** Output: the energy of every structure beyond its atoms' references, eV: [STRUCTURES]. */
    public static final String ENERGIES = "energies";

    private final Graph graph = new Graph();
    private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
    private final TdnConfig config;
    private final Value atomicEnergies;

    /**
     * Builds the network's graph: the energies of a batch.
     *
     * @param config its shape
     * @param coupling the tensor M of (L+1)² × (L+1)² × (L+1)² that all its tensor products share
     */
    public TdnNetwork(TdnConfig config, Coupling coupling) {
        this.config = config;
        NetworkScope root = new NetworkScope(graph, "", parameters);
        EdgeGeometry geometry = EdgeGeometry.build(graph, config.lmax(), config.cutoff());
        this.atomicEnergies = atomicEnergies(root, coupling, geometry);
    }

    private Value atomicEnergies(NetworkScope root, Coupling coupling, EdgeGeometry geometry) {
        int channels = config.channels();
        Value basis = RadialNetwork.gaussianBasis(root.part("basis"), geometry.distances(), config.radialBasis());
        Value x = graph.add(embedElements(root.part("embedding")), embedDegree(root.part("degree"), coupling, basis, geometry));
        for (int layer = 0; layer < config.layers(); layer++) {
            NetworkScope block = root.part("block" + layer);
            Value weights = RadialNetwork.weights(block.part("radial"), basis, geometry.envelope(), channels);
            Value normed = Layers.degreeNorm(block.part("attention_norm"), x);
            x = graph.add(x, EquivariantAttention.build(
                    block.part("attention"), coupling, geometry, weights, normed, config.heads()));
            x = graph.add(x, feedForward(block.part("feed_forward"), Layers.degreeNorm(block.part("feed_forward_norm"), x)));
        }
        return readout(root.part("energy"), Layers.degreeNorm(root.part("energy_norm"), x));
    }

    private Value embedElements(NetworkScope scope) {
        Value table = scope.parameter(
                "table", new Type(Space.ELEMENTS, 1, config.channels()), new Initial.Normal(1));
        return Layers.embedScalar(graph, graph.gather(Index.ELEMENT, table), Degrees.components(config.lmax()));
    }

    /** The tensor product of a constant scalar with the harmonics of an atom's edges: what its surroundings look like. */
    private Value embedDegree(NetworkScope scope, Coupling coupling, Value basis, EdgeGeometry geometry) {
        int channels = config.channels();
        Value weights = RadialNetwork.weights(scope.part("radial"), basis, geometry.envelope(), channels);
        Value harmonics = graph.mapRows(scalarPaths(coupling), geometry.harmonics());
        Value sum = graph.segmentSum(Index.DESTINATION, graph.multiply(harmonics, weights));
        return Layers.linear(scope, graph.affine(sum, 1 / Math.sqrt(config.averageDegree()), 0), channels);
    }

    /** M_0jk as a map over rows: the tensor product with 1 in the scalar row. */
    private static RowMap scalarPaths(Coupling coupling) {
        double[] dense = new double[coupling.size(1) * coupling.size(2)];
        for (int t = 0; t < coupling.nonzeros(); t++) {
            if (coupling.i(t) == 0) {
                dense[coupling.k(t) * coupling.size(1) + coupling.j(t)] = coupling.value(t);
            }
        }
        return RowMap.ofDense(coupling.size(2), coupling.size(1), dense);
    }

    private Value feedForward(NetworkScope scope, Value x) {
        int channels = config.channels();
        Value gated = Layers.gate(graph, Layers.linear(scope.part("expand"), x, 2 * channels));
        return Layers.linear(scope.part("project"), gated, channels);
    }

    private Value readout(NetworkScope scope, Value x) {
        Value scalars = Layers.scalarRow(graph, x);
        Value hidden = graph.apply(Elementary.SILU, Layers.linear(scope.part("hidden"), scalars, config.channels()));
        return graph.affine(Layers.linear(scope.part("out"), hidden, 1), config.energyScale(), 0);
    }

    /**
     * The shape.
     *
     * @return the configuration
     */
    public TdnConfig config() {
        return config;
    }

    /**
     * The trainable parameters.
     *
     * @return by name, in the order of declaration
     */
    public Map<String, ParameterSpec> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /**
     * The program of the energy, as plain as the network's definition reads: passes and differentiation are the caller's.
     *
     * @return outputs {@link #ATOMIC_ENERGIES} and {@link #ENERGIES}
     */
    public Program program() {
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put(ATOMIC_ENERGIES, atomicEnergies);
        outputs.put(ENERGIES, graph.segmentSum(Index.STRUCTURE, atomicEnergies));
        return Program.of(graph, outputs);
    }
}
