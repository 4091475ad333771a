package dev.tdn4j.bench;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * From how many atoms on one executor is faster than another: energies and forces of the default network on carbon lattices
 * of growing size. Arguments: seconds a size, largest side of the cube, executors. Prints one line of JSON a size and executor.
 */
public final class ExecutorCrossover {

    private static final int CARBON = 6;
    private static final double SPACING = 1.6;

    private ExecutorCrossover() {}

    /**
     * Measures.
     *
     * @param arguments seconds a size, largest side, executors
     */
    public static void main(String[] arguments) {
        double seconds = Double.parseDouble(arguments[0]);
        TdnConfig config = TdnConfig.physical();
        SharedProduct products = SharedProduct.exact(config);
        TreeMap<Integer, Double> references = new TreeMap<>();
        references.put(CARBON, 0.0);
        Model model = new Model(
                config, products, Parameters.initial(new TdnNetwork(config, products.coupling()).parameters().values(), 1),
                new ReferenceEnergies(references));
        for (int side = 1; side <= Integer.parseInt(arguments[1]); side += side < 4 ? 1 : side < 8 ? 2 : 4) {
            List<AtomGraph> graphs = List.of(AtomGraph.of(lattice(side), config.cutoff()));
            for (int a = 2; a < arguments.length; a++) {
                measure(arguments[a], model, graphs, seconds);
            }
        }
    }

    private static void measure(String executor, Model model, List<AtomGraph> graphs, double seconds) {
        try (NeuralPotential potential = new NeuralPotential(model, Executors.named(executor))) {
            long end = System.nanoTime() + (long) (seconds * 1e9);
            List<Double> times = new ArrayList<>();
            while (times.size() < 5 || System.nanoTime() < end) {
                long begin = System.nanoTime();
                potential.evaluate(graphs);
                times.add((System.nanoTime() - begin) * 1e-6);
            }
            // The first half warms up.
            List<Double> later = new ArrayList<>(times.subList(times.size() / 2, times.size()));
            later.sort(null);
            System.out.printf(
                    Locale.ROOT, "{\"executor\":\"%s\",\"atoms\":%d,\"edges\":%d,\"medianMs\":%.3f,\"fastestMs\":%.3f,\"runs\":%d}%n",
                    executor, graphs.getFirst().atoms(), graphs.getFirst().edges(), later.get(later.size() / 2),
                    later.getFirst(), later.size());
        }
    }

    private static Structure lattice(int side) {
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
}
