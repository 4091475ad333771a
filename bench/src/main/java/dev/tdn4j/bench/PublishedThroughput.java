package dev.tdn4j.bench;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.ForceProgram;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Structures a second of the published network at the paper's size (256 channels, 6 layers, 256 radial functions, a force
 * head) on structures like the paper's (37 atoms of 18.7 neighbours): energies and forces, indices and geometry sent to the
 * executor and results read. Its products run on the exact tensor, whose matrix of an edge is as large as that of factors.
 *
 * <p>Arguments: executor, batch, seconds a degree, largest degrees. Prints one line of JSON a degree.
 */
public final class PublishedThroughput {

    private static final int CARBON = 6;
    private static final int ATOMS = 37;
    private static final double DEGREE = 18.7;
    private static final int SIDE = 4;

    private PublishedThroughput() {}

    /**
     * Measures.
     *
     * @param arguments executor, batch, seconds a degree, degrees
     */
    public static void main(String[] arguments) {
        int batch = Integer.parseInt(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        for (int a = 3; a < arguments.length; a++) {
            measure(arguments[0], batch, seconds, Integer.parseInt(arguments[a]));
        }
    }

    private static void measure(String executor, int batch, double seconds, int lmax) {
        TdnConfig config = TdnConfig.paper(lmax);
        SharedProduct products = SharedProduct.exact(config);
        TdnNetwork network = new TdnNetwork(config, products.coupling());
        TreeMap<Integer, Double> references = new TreeMap<>();
        references.put(CARBON, 0.0);
        Model model = new Model(
                config, products, Parameters.initial(network.parameters().values(), 1), new ReferenceEnergies(references));
        List<AtomGraph> graphs = structures(batch, config.cutoff());
        int edges = graphs.stream().mapToInt(AtomGraph::edges).sum();
        double flops = 2.0 * mixing(ForceProgram.of(Pass.improve(network.program())), batch, edges);
        try (NeuralPotential potential = new NeuralPotential(model, Executors.named(executor))) {
            long start = System.nanoTime();
            potential.evaluate(graphs);
            double first = (System.nanoTime() - start) * 1e-9;
            List<Double> times = new ArrayList<>();
            while (times.size() < 3 || times.stream().mapToDouble(t -> t).sum() < seconds) {
                long begin = System.nanoTime();
                potential.evaluate(graphs);
                times.add((System.nanoTime() - begin) * 1e-9);
            }
            times.sort(null);
            double median = times.get(times.size() / 2);
            System.out.printf(
                    Locale.ROOT,
                    "{\"executor\":\"%s\",\"lmax\":%d,\"batch\":%d,\"degree\":%.2f,\"firstSeconds\":%.3f,\"medianSeconds\":%.4f,"
                            + "\"fastestSeconds\":%.4f,\"slowestSeconds\":%.4f,\"runs\":%d,\"structuresPerSecond\":%.1f,\"mixingGflops\":%.0f}%n",
                    executor, lmax, batch, (double) edges / (batch * ATOMS), first, median, times.getFirst(),
                    times.getLast(), times.size(), batch / median, flops / median * 1e-9);
        }
    }

    /** The multiplications of all channel mixing. */
    private static double mixing(Program program, int batch, int edges) {
        double sum = 0;
        for (Value value : program.values()) {
            if (value.operation() instanceof Operation.Linear) {
                sum += (double) items(value.type().space(), batch, edges) * value.type().itemSize() * value.argument(0).type().channels();
            }
        }
        return sum;
    }

    private static int items(Space space, int batch, int edges) {
        return switch (space) {
            case EDGES -> edges;
            case PAIRS -> edges / 2;
            case NODES -> batch * ATOMS;
            case STRUCTURES -> batch;
            case ONE, ELEMENTS -> 1;
        };
    }

    /** Carbon on jittered lattices, as wide as gives the neighbours that the paper's structures have. */
    private static List<AtomGraph> structures(int batch, double cutoff) {
        double narrow = 1;
        double wide = 5;
        for (int i = 0; i < 20; i++) {
            double spacing = (narrow + wide) / 2;
            AtomGraph graph = AtomGraph.of(structure(spacing, 1), cutoff);
            if (graph.edges() > DEGREE * ATOMS) {
                narrow = spacing;
            } else {
                wide = spacing;
            }
        }
        List<AtomGraph> graphs = new ArrayList<>();
        for (int s = 0; s < batch; s++) {
            graphs.add(AtomGraph.of(structure(wide, s), cutoff));
        }
        return graphs;
    }

    private static Structure structure(double spacing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] numbers = new int[ATOMS];
        double[] positions = new double[3 * ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            numbers[i] = CARBON;
            positions[3 * i] = spacing * (i % SIDE + random.nextDouble(0.3));
            positions[3 * i + 1] = spacing * (i / SIDE % SIDE + random.nextDouble(0.3));
            positions[3 * i + 2] = spacing * (i / SIDE / SIDE + random.nextDouble(0.3));
        }
        return Structure.of(numbers, positions);
    }
}
