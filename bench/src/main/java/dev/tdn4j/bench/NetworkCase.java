package dev.tdn4j.bench;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.ForceKind;
import dev.tdn4j.tdn.model.ForceProgram;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NetworkForm;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.study.LatticeStructures;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.MultiplyAdds;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import java.util.List;
import java.util.TreeMap;

/**
 * A network and the graphs that it is timed on: random parameters, carbon atoms on a jittered cubic lattice whose spacing
 * gives them the stated number of neighbours.
 *
 * @param name what the rows of the study call it
 * @param config the network
 * @param structures how many structures are evaluated at once
 * @param atoms the atoms of each
 * @param degree the neighbours of an average atom
 */
record NetworkCase(String name, TdnConfig config, int structures, int atoms, double degree) {

    /** The published network at the paper's size, on the paper's graphs. */
    static NetworkCase paper(int lmax, ForceKind forces, int structures) {
        TdnConfig c = TdnConfig.paper(lmax);
        return new NetworkCase("paper, " + forces.name().toLowerCase(java.util.Locale.ROOT) + " forces, L=" + lmax, with(c, c.channels(), c.layers(), forces), structures, 37, 18.7);
    }

    /** The published network with 128 channels and 4 layers. */
    static NetworkCase medium(int lmax, int structures) {
        return new NetworkCase(
                "c=128 L=" + lmax, with(TdnConfig.paper(lmax), 128, 4, ForceKind.DIRECT), structures, 50, 16.8);
    }

    /** A small molecule and the default network with forces by gradient. */
    static NetworkCase small() {
        return new NetworkCase("9 atoms", TdnConfig.physical(), 1, 9, 8);
    }

    /** One system of a thousand atoms and the default network with forces by gradient: a step of molecular dynamics. */
    static NetworkCase large() {
        return new NetworkCase("1000 atoms", TdnConfig.physical(), 1, 1000, 18);
    }

    private static TdnConfig with(TdnConfig c, int channels, int layers, ForceKind forces) {
        return c.with("channels", channels).with("layers", layers).with("form", NetworkForm.PUBLISHED).with("forces", forces);
    }

    /** The useful multiply-adds of one evaluation of graphs: those left after dead rows are removed. */
    long multiplyAdds(List<AtomGraph> graphs) {
        Program energies = new TdnNetwork(config, SharedProduct.exact(config).coupling()).program();
        Program program = Pass.improve(ForceProgram.of(Pass.improve(energies)));
        int edges = graphs.stream().mapToInt(AtomGraph::edges).sum();
        return MultiplyAdds.of(program, new Binding()
                .size(Space.ELEMENTS, config.elements().size())
                .size(Space.STRUCTURES, graphs.size())
                .size(Space.NODES, graphs.stream().mapToInt(AtomGraph::atoms).sum())
                .size(Space.PAIRS, edges / 2)
                .size(Space.EDGES, edges));
    }

    NeuralPotential potential(Executor executor) {
        SharedProduct products = SharedProduct.exact(config);
        Parameters parameters =
                Parameters.initial(new TdnNetwork(config, products.coupling()).parameters().values(), 1);
        TreeMap<Integer, Double> references = new TreeMap<>();
        references.put(LatticeStructures.CARBON, 0.0);
        return new NeuralPotential(new Model(config, products, parameters, new ReferenceEnergies(references)), executor);
    }

    /** The graphs, each with a jitter of its own. */
    List<AtomGraph> graphs() {
        return LatticeStructures.of(structures, atoms, degree, config.cutoff());
    }
}
