package dev.tdn4j.bench;

import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ConvolutionKernel;
import dev.tdn4j.kernels.products.Neighbourhood;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Neighbour-summed convolutions by every algorithm in turn within one run: 1000 atoms in three dimensions, 64 channels,
 * exact factors. Prints nanoseconds an edge and channel, and how many times as long the matrix kernel takes. Arguments: the
 * largest degrees.
 */
public final class ConvolutionTable {

    private static final int SIDE = 10, CHANNELS = 64, ROUNDS = 5;
    private static final long WARM_UP = 2_000_000_000L, ROUND = 200_000_000L;

    private ConvolutionTable() {}

    /**
     * Runs the comparison.
     *
     * @param degrees the largest degrees
     */
    public static void main(String[] degrees) {
        System.out.println("lmax,paths,neighbours,algorithm,median ns,least,most,matrix / this");
        for (String lmax : degrees) {
            for (boolean even : new boolean[] {true, false}) {
                for (int neighbours : new int[] {19, 60}) {
                    compare(Integer.parseInt(lmax), even, neighbours);
                }
            }
        }
    }

    private static void compare(int lmax, boolean even, int neighbours) {
        Map<Algorithm, Runnable> calls = new TreeMap<>();
        List<Algorithm> algorithms = new ArrayList<>(List.of(Algorithm.MATRIX, Algorithm.CP));
        if (!even && lmax % 2 == 0) {
            algorithms.add(Algorithm.SPIN); // Spin matrices are real, and have all paths, for even L alone.
        }
        for (Algorithm algorithm : algorithms) {
            calls.put(algorithm, forward(ProductProblems.convolution(algorithm, lmax, even, CHANNELS), neighbours));
        }
        calls.values().forEach(call -> nanoseconds(call, WARM_UP));
        Map<Algorithm, List<Double>> times = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            calls.forEach((algorithm, call) -> times.computeIfAbsent(algorithm, a -> new ArrayList<>())
                    .add(nanoseconds(call, ROUND) / (SIDE * SIDE * SIDE) / neighbours / CHANNELS));
        }
        double matrix = median(times.get(Algorithm.MATRIX));
        times.forEach((algorithm, values) -> System.out.printf("%d,%s,%d,%s,%.3f,%.3f,%.3f,%.2f%n", lmax, even ? "even" : "all",
                neighbours, algorithm, median(values), values.stream().min(Double::compare).orElseThrow(),
                values.stream().max(Double::compare).orElseThrow(), matrix / median(values)));
    }

    private static Runnable forward(ConvolutionKernel kernel, int neighbours) {
        Neighbourhood graph = ProductProblems.lattice(SIDE, neighbours);
        SplittableRandom random = new SplittableRandom(1);
        float[] x = ProductProblems.random(random, graph.nodes() * kernel.product().xLength());
        float[] y = ProductProblems.random(random, graph.edges() * kernel.product().yLength());
        float[] w = ProductProblems.random(random, graph.edges() * kernel.product().rowLength());
        float[] out = new float[graph.nodes() * kernel.product().outLength()];
        return () -> kernel.forward(graph, x, y, w, out);
    }

    private static double nanoseconds(Runnable call, long duration) {
        long begin = System.nanoTime(), now;
        int calls = 0;
        do {
            call.run();
            calls++;
            now = System.nanoTime();
        } while (now - begin < duration);
        return (now - begin) / (double) calls;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
