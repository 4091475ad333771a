package dev.tdn4j.bench;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Energies and forces of one structure with the default network: what a step of molecular dynamics costs, neighbour list
 * left out. The atoms are carbon on a jittered cubic lattice of 1.6 Å spacing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx2g"})
public class PotentialBenchmark {

    private static final int CARBON = 6;
    private static final double SPACING = 1.6;

    /** The executor. */
    @Param({"vector", "scalar"})
    public String executor;

    /** Atoms along each side of the cube. */
    @Param({"2", "4"})
    public int side;

    private NeuralPotential potential;
    private List<AtomGraph> graphs;

    /** Builds the network with random parameters, and the structure. */
    @Setup
    public void build() {
        TdnConfig config = TdnConfig.physical();
        SharedProduct products = SharedProduct.exact(config);
        Parameters parameters =
                Parameters.initial(new TdnNetwork(config, products.coupling()).parameters().values(), 1);
        TreeMap<Integer, Double> references = new TreeMap<>();
        references.put(CARBON, 0.0);
        Model model = new Model(config, products, parameters, new ReferenceEnergies(references));
        potential = new NeuralPotential(model, Executors.named(executor));
        graphs = List.of(AtomGraph.of(lattice(), config.cutoff()));
    }

    private Structure lattice() {
        SplittableRandom random = new SplittableRandom(1);
        int atoms = side * side * side;
        int[] numbers = new int[atoms];
        double[] positions = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            numbers[i] = CARBON;
            positions[3 * i] = SPACING * (i % side) + random.nextDouble(0.2);
            positions[3 * i + 1] = SPACING * (i / side % side) + random.nextDouble(0.2);
            positions[3 * i + 2] = SPACING * (i / side / side) + random.nextDouble(0.2);
        }
        return Structure.of(numbers, positions);
    }

    /**
     * Evaluates the structure.
     *
     * @return its energy and forces
     */
    @Benchmark
    public List<Evaluation> energyAndForces() {
        return potential.evaluate(graphs);
    }

    /** Frees the plan. */
    @TearDown
    public void close() {
        potential.close();
    }
}
