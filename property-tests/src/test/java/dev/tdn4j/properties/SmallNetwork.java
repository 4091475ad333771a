package dev.tdn4j.properties;

import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.cpdecomp.Quadrature;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.Architecture;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Batch;
import dev.tdn4j.tdn.model.ForceProgram;
import dev.tdn4j.tdn.model.Linears;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.Program;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A small network with random parameters on one executor. */
final class SmallNetwork {

    static final double CUTOFF = 3;

    private final boolean withForces;
    private final Plan plan;
    private final Parameters parameters;

    /**
     * Energy and forces of one structure.
     *
     * @param energy eV
     * @param scale Σ|atomic energies|, of which rounding errors are a fraction, eV
     * @param forces eV/Å; none where the network gives energies only
     */
    record Result(double energy, double scale, double[] forces) {

        double largestForce() {
            return Arrays.stream(forces).map(Math::abs).max().orElseThrow();
        }
    }

    SmallNetwork(int lmax, boolean evenPaths, Coupling coupling, Executor executor) {
        this(config(lmax, evenPaths), coupling, executor, true);
    }

    /** The same network without its forces. */
    static SmallNetwork ofEnergies(int lmax, boolean evenPaths, Coupling coupling, Executor executor) {
        return new SmallNetwork(config(lmax, evenPaths), coupling, executor, false);
    }

    /** A network of convolutions, with even paths and their factors by quadrature. */
    static SmallNetwork convolution(int lmax, Executor executor) {
        TdnConfig usual = TdnConfig.convolution(lmax);
        TdnConfig config = new TdnConfig(
                lmax, 8, 3, CUTOFF, 6, 1, usual.evenPaths(), usual.factors(), usual.rank(), 4, 1, usual.form(), usual.forces(), 12, 1,
                usual.architecture(), usual.pathGroups(), usual.linears());
        return new SmallNetwork(config, Quadrature.even(lmax).coupling(), executor, true);
    }

    /** A network with weights of their own for groups of paths. */
    static SmallNetwork withGroups(int lmax, String pathGroups, Executor executor) {
        TdnConfig config = config(lmax, false).with("pathGroups", pathGroups);
        return new SmallNetwork(config, config.paths().tensor(), executor, true);
    }

    /** A network with a matrix for every degree, or an Equiformer. */
    static SmallNetwork perDegree(int lmax, boolean evenPaths, Architecture architecture, Executor executor) {
        TdnConfig config = config(lmax, evenPaths)
                .with("pathGroups", "path").with("linears", Linears.DEGREE).with("architecture", architecture);
        return new SmallNetwork(config, config.paths().tensor(), executor, true);
    }

    private SmallNetwork(int lmax, boolean evenPaths, Coupling coupling, Executor executor, boolean withForces) {
        this(config(lmax, evenPaths), coupling, executor, withForces);
    }

    private SmallNetwork(TdnConfig config, Coupling coupling, Executor executor, boolean withForces) {
        this.withForces = withForces;
        TdnNetwork network = new TdnNetwork(config, coupling);
        this.parameters = Parameters.initial(network.parameters().values(), 1);
        SplittableRandom random = new SplittableRandom(2);
        // Biases and offsets begin at 0, where they would hide what they break.
        parameters.byName().values().forEach(data -> {
            for (int i = 0; i < data.length; i++) {
                data[i] += 0.1f * (float) random.nextDouble(-1, 1);
            }
        });
        Program energies = Pass.improve(network.program());
        this.plan = executor.compile(withForces ? Pass.improve(ForceProgram.of(energies)) : energies);
    }

    static TdnConfig config(int lmax, boolean evenPaths) {
        return new TdnConfig(lmax, 8, 2, CUTOFF, 6, 2, evenPaths, FactorMethod.ALS, 0, 4, 1);
    }

    Result evaluate(Structure structure) {
        Batch batch = new Batch(List.of(AtomGraph.of(structure, CUTOFF)));
        batch.bindTo(plan);
        parameters.setIn(plan);
        plan.run();
        double[] atomic = new double[structure.size()];
        plan.get(TdnNetwork.ATOMIC_ENERGIES, atomic);
        double[] forces = new double[withForces ? 3 * structure.size() : 0];
        if (withForces) {
            plan.get(ForceProgram.FORCES, forces);
        }
        return new Result(Arrays.stream(atomic).sum(), Arrays.stream(atomic).map(Math::abs).sum(), forces);
    }
}
