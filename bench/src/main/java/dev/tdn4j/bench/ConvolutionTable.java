package dev.tdn4j.bench;

import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ConvolutionKernel;
import dev.tdn4j.kernels.products.Neighbourhood;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Neighbour-summed convolutions by every algorithm in turn within one run: 1000 atoms in three dimensions, 64 channels,
 * exact factors and those of the paper's rank 7L². Prints nanoseconds an edge and channel, and how many times as long the
 * matrix kernel takes. Arguments: the largest degrees, or parts of the table such as {@code 4:even:60}; a part takes 10 s.
 */
public final class ConvolutionTable {

    private static final int SIDE = 10, CHANNELS = 64, ROUNDS = 5;
    private static final long WARM_UP = 1_000_000_000L, ROUND = 200_000_000L;

    private ConvolutionTable() {}

    /**
     * Runs the comparison.
     *
     * @param parts the largest degrees, or parts of the table
     */
    public static void main(String[] parts) {
        System.out.println("lmax,paths,neighbours,algorithm,median ns,least,most,matrix / this");
        for (String part : parts) {
            String[] names = part.split(":");
            int lmax = Integer.parseInt(names[0]);
            for (boolean even : new boolean[] {true, false}) {
                for (int neighbours : new int[] {19, 60}) {
                    if (names.length < 3 || names[1].equals(even ? "even" : "all") && names[2].equals("" + neighbours)) {
                        compare(lmax, even, neighbours);
                    }
                }
            }
        }
    }

    private static void compare(int lmax, boolean even, int neighbours) {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        for (Algorithm algorithm : List.of(Algorithm.MATRIX, Algorithm.EDGE_ALIGNED, Algorithm.CP, Algorithm.SPIN)) {
            // Spin matrices are real, and have all paths, for even L alone.
            if (algorithm != Algorithm.SPIN || !even && lmax % 2 == 0) {
                calls.put(algorithm.toString(), forward(ProductProblems.convolution(algorithm, lmax, even, CHANNELS), neighbours));
            }
        }
        calls.put("CP of rank 7L²", forward(ProductProblems.paper(lmax, even, CHANNELS), neighbours));
        calls.values().forEach(call -> nanoseconds(call, WARM_UP));
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            calls.forEach((algorithm, call) -> times.computeIfAbsent(algorithm, a -> new ArrayList<>())
                    .add(nanoseconds(call, ROUND) / (SIDE * SIDE * SIDE) / neighbours / CHANNELS));
        }
        double matrix = median(times.get(Algorithm.MATRIX.toString()));
        times.forEach((algorithm, values) -> System.out.printf("%d,%s,%d,%s,%.3f,%.3f,%.3f,%.2f%n", lmax, even ? "even" : "all",
                neighbours, algorithm, median(values), values.stream().min(Double::compare).orElseThrow(),
                values.stream().max(Double::compare).orElseThrow(), matrix / median(values)));
    }

    private static Runnable forward(ConvolutionKernel kernel, int neighbours) {
        Neighbourhood graph = ProductProblems.lattice(SIDE, neighbours);
        SplittableRandom random = new SplittableRandom(1);
        float[] x = ProductProblems.random(random, graph.nodes() * kernel.product().xLength());
        float[] y = ProductProblems.harmonics(random, kernel.product().yLength(), graph.edges());
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
