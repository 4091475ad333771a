package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Tensor Decomposition Network (arXiv 2507.01131, section 4), in its physical form or as published
 * ({@link NetworkForm}). The energy is a sum over atoms; {@link ForceProgram} adds the forces if the network has no head
 * for them.
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
    private final Map<String, Type> masks = new LinkedHashMap<>();
    private final TdnConfig config;
    private final Value atomicEnergies;
    private final Optional<Value> directForces;

    /**
     * Builds the network's graph: the energies of a batch.
     *
     * @param config its shape
     * @param coupling the tensor M of (L+1)² × (L+1)² × (L+1)² that all its tensor products share, each with weights of
     *     its own for every group of paths of the configuration
     * @throws IllegalArgumentException if the configuration has several groups and the tensor an entry of no path
     */
    public TdnNetwork(TdnConfig config, Coupling coupling) {
        this(config, coupling, false);
    }

    /**
     * Builds the graph, perhaps for training with dropout of attention weights.
     *
     * @param config its shape
     * @param coupling as above
     * @param dropout whether every attention weight is multiplied by an entry of one of the {@link #masks}
     */
    public TdnNetwork(TdnConfig config, Coupling coupling, boolean dropout) {
        this.config = config;
        NetworkScope root = new NetworkScope(graph, "", config, parameters, dropout ? masks : null);
        EdgeGeometry geometry = EdgeGeometry.build(graph, config);
        Value basis = RadialNetwork.basis(root.part("basis"), geometry, config);
        EdgeProduct product = new EdgeProduct(graph, PathSharing.parts(coupling, config.groups()), geometry.harmonics());
        Value x = config.architecture() == Architecture.CONVOLUTION
                ? convolved(root, coupling, geometry, basis)
                : Layers.degreeNorm(root.part("energy_norm"), features(root, product, geometry, basis));
        this.atomicEnergies = readout(root.part("energy"), x);
        this.directForces = config.forces() == ForceKind.DIRECT
                ? Optional.of(forceHead(root.part("forces"), product, geometry, basis, x))
                : Optional.empty();
    }

    private boolean published() {
        return config.form() == NetworkForm.PUBLISHED;
    }

    private Value features(NetworkScope root, EdgeProduct product, EdgeGeometry geometry, Value basis) {
        NetworkScope degree = root.part("degree");
        Value weights = RadialNetwork.groupWeights(degree.part("radial"), basis, geometry, config);
        Value surroundings = isEquiformer()
                ? new Equiformer(degree, product).degreeEmbedding(weights, config.averageDegree())
                : published() ? publishedDegree(degree, product, weights) : embedDegree(degree, product, weights);
        Value x = graph.add(embedElements(root.part("embedding")), surroundings);
        for (int layer = 0; layer < config.layers(); layer++) {
            NetworkScope block = root.part("block" + layer);
            Value normed = Layers.degreeNorm(block.part("attention_norm"), x);
            x = graph.add(x, attention(block, product, geometry, basis, normed, config.channels()));
            x = graph.add(x, feedForward(block.part("feed_forward"), product, Layers.degreeNorm(block.part("feed_forward_norm"), x)));
        }
        return x;
    }

    /** Convolutions and many-body products, each block with element-dependent weights of what it adds to. */
    private Value convolved(NetworkScope root, Coupling coupling, EdgeGeometry geometry, Value basis) {
        Value radial = RadialNetwork.hidden(root.part("radial"), basis, config.radialHidden());
        Value elements = elementScalars(root.part("embedding"));
        int n = Degrees.components(config.lmax());
        Value x = Layers.embedScalar(graph, elements, n);
        for (int layer = 0; layer < config.layers(); layer++) {
            NetworkScope block = root.part("block" + layer);
            NeighbourConvolution convolution = new NeighbourConvolution(block.part("convolution"), geometry, radial, config);
            Value sum = layer == 0 ? convolution.ofScalars(elements) : convolution.of(coupling, x);
            // The energy reads scalars alone.
            int rows = layer == config.layers() - 1 ? 1 : n;
            Value product = ManyBodyProduct.build(block.part("product"), coupling, sum, rows);
            Value update = Layers.linearByDegree(block.part("mix"), product, config.channels());
            Value kept = graph.rows(x, 0, rows);
            x = graph.add(
                    layer == 0 ? kept : Layers.elementGains(block.part("skip"), kept, 1),
                    Layers.gateByScalars(block.part("gate"), update));
        }
        return x;
    }

    private Value attention(
            NetworkScope scope, EdgeProduct product, EdgeGeometry geometry, Value basis, Value x, int outChannels) {
        Value weights = RadialNetwork.groupWeights(scope.part("radial"), basis, geometry, config);
        NetworkScope attention = scope.part("attention");
        return isEquiformer()
                ? new Equiformer(attention, product).attention(geometry, weights, x, config.heads(), outChannels)
                : EquivariantAttention.build(attention, product, geometry, weights, x, config.heads());
    }

    private boolean isEquiformer() {
        return config.architecture() == Architecture.EQUIFORMER;
    }

    private Value embedElements(NetworkScope scope) {
        return Layers.embedScalar(graph, elementScalars(scope), Degrees.components(config.lmax()));
    }

    private Value elementScalars(NetworkScope scope) {
        Type type = new Type(Space.ELEMENTS, 1, config.channels());
        Value table = published() ? publishedTable(scope, type) : scope.parameter("table", type, new Initial.Normal(1));
        return graph.gather(Index.ELEMENT, table);
    }

    /** A linear layer on one-hot elements, which begins √80 times as large as such layers do. */
    private Value publishedTable(NetworkScope scope, Type type) {
        Value weights = scope.parameter("table", type, new Initial.Uniform(-1, 1));
        return graph.add(weights, scope.parameter("bias", 1, config.channels(), new Initial.Constant(0)));
    }

    /** The tensor product of a constant scalar with the harmonics of an atom's edges: what its surroundings look like. */
    private Value embedDegree(NetworkScope scope, EdgeProduct product, Value weights) {
        Value sum = graph.segmentSum(Index.DESTINATION, product.ofScalar(weights));
        return Layers.linear(scope, graph.affine(sum, 1 / Math.sqrt(config.averageDegree()), 0), config.channels());
    }

    /** The published form of it: the constant is a linear layer of ones, and every edge has the bias of the last layer. */
    private Value publishedDegree(NetworkScope scope, EdgeProduct product, Value weights) {
        int channels = config.channels();
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        Value one = Layers.embedScalar(graph, graph.constant(1, channels, ones), Degrees.components(config.lmax()));
        Value constant = Layers.scalarLinear(scope.part("expand"), one, channels);
        Value messages = Layers.linear(
                scope.part("project"), product.ofScalar(graph.multiply(weights, constant)), channels);
        return graph.affine(graph.segmentSum(Index.DESTINATION, messages), 1 / Math.sqrt(config.averageDegree()), 0);
    }

    private Value feedForward(NetworkScope scope, EdgeProduct product, Value x) {
        if (isEquiformer()) {
            return new Equiformer(scope, product).feedForward(x);
        }
        int channels = config.channels();
        Value gated = Layers.gate(graph, Layers.linear(scope.part("expand"), x, 2 * channels));
        return Layers.linear(scope.part("project"), gated, channels);
    }

    private Value readout(NetworkScope scope, Value x) {
        Value mixed = isEquiformer()
                ? Layers.linear(scope.part("hidden"), Layers.scalarRow(graph, x), config.channels())
                : Layers.scalarLinear(scope.part("hidden"), x, config.channels());
        Value hidden = graph.apply(Elementary.SILU, mixed);
        double size = published() ? Math.sqrt(config.averageAtoms()) : 1;
        return graph.affine(Layers.linear(scope.part("out"), hidden, 1), config.energyScale() / size, 0);
    }

    /** One more attention; the rows of degree 1 are x, y and z. */
    private Value forceHead(NetworkScope scope, EdgeProduct product, EdgeGeometry geometry, Value basis, Value x) {
        Value projected = isEquiformer()
                ? attention(scope, product, geometry, basis, x, 1)
                : Layers.linear(scope.part("project"), attention(scope, product, geometry, basis, x, config.channels()), 1);
        return graph.affine(graph.rows(projected, 1, 3), config.energyScale(), 0);
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
     * The masks of dropout, inputs to be given at every run.
     *
     * @return their types by name; none if the network was built without dropout
     */
    public Map<String, Type> masks() {
        return Collections.unmodifiableMap(masks);
    }

    /**
     * The program of the energy, as plain as the network's definition reads: passes and differentiation are the caller's.
     *
     * @return outputs {@link #ATOMIC_ENERGIES} and {@link #ENERGIES}, and {@link ForceProgram#FORCES} if the network has a
     *     head for them
     */
    public Program program() {
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put(ATOMIC_ENERGIES, atomicEnergies);
        outputs.put(ENERGIES, graph.segmentSum(Index.STRUCTURE, atomicEnergies));
        directForces.ifPresent(forces -> outputs.put(ForceProgram.FORCES, forces));
        return Program.of(graph, outputs);
    }
}
