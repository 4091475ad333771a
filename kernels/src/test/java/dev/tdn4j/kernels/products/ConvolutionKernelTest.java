package dev.tdn4j.kernels.products;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions against the oracle of products, summed over the edges of a graph with nodes that have none. */
class ConvolutionKernelTest {

    static Stream<ConvolutionKernel> kernels() {
        List<ConvolutionKernel> kernels = new ArrayList<>();
        for (WeightMode weights : List.of(WeightMode.NONE, WeightMode.PER_CHANNEL)) {
            for (int lmax = 0; lmax <= 4; lmax++) {
                for (int channels : lmax == 2 ? new int[] {1, 3, 16, 17, 64, 81} : new int[] {16 * lmax + 1}) {
                    SplittableRandom random = new SplittableRandom(lmax);
                    int n = Degrees.components(lmax);
                    Factors factors = new Factors(10, entries(random, n * 10), entries(random, n * 10), entries(random, n * 10));
                    double[][] matrices = new double[n][];
                    for (int i = 0; i < n; i++) {
                        matrices[i] = entries(random, n);
                    }
                    SpinForm form = SpinForm.of(matrices);
                    kernels.add(ConvolutionKernel.of(product(EquivariantCouplings.all(lmax), weights, channels), Algorithm.MATRIX));
                    for (Coupling coupling : List.of(EquivariantCouplings.all(lmax), EquivariantCouplings.even(lmax))) {
                        kernels.add(ConvolutionKernel.of(product(coupling, weights, channels), Algorithm.EDGE_ALIGNED));
                    }
                    kernels.add(ConvolutionKernel.of(product(factors.toCoupling().with(factors), weights, channels), Algorithm.CP));
                    kernels.add(ConvolutionKernel.spin(product(form.coupling(), weights, channels), form));
                }
            }
        }
        return kernels.stream();
    }

    private static TensorProduct product(Coupling coupling, WeightMode weights, int channels) {
        return new TensorProduct(coupling, ChannelMode.UVU, weights, channels);
    }

    private static double[] entries(SplittableRandom random, int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    /** Degrees 0 to 12, one of them beyond a batch of edges together with others. */
    private static Neighbourhood graph(int nodes, SplittableRandom random) {
        int[] start = new int[nodes + 1];
        for (int n = 0; n < nodes; n++) {
            start[n + 1] = start[n] + (n % 4 == 1 ? 0 : random.nextInt(1, 13));
        }
        int[] source = random.ints(start[nodes], 0, nodes).toArray();
        return Neighbourhood.byDestination(start, source);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithTheSumOfProducts(ConvolutionKernel kernel) {
        SplittableRandom random = new SplittableRandom(5);
        TensorProduct p = kernel.product();
        Neighbourhood graph = graph(19, random);
        float[] x = random(random, graph.nodes() * p.xLength());
        float[] y = kernel.algorithm() == Algorithm.EDGE_ALIGNED
                ? EdgeHarmonics.random(random, Degrees.lmax(p.coupling().size(1)), graph.edges())
                : random(random, graph.edges() * p.yLength());
        float[] w = p.weights() == WeightMode.NONE ? null : random(random, graph.edges() * p.rowLength());
        float[] g = random(random, graph.nodes() * p.outLength());
        float[] out = new float[g.length], gradX = new float[x.length], gradY = new float[y.length];
        kernel.forward(graph, x, y, w, out);
        kernel.gradX(graph.reversed(), g, y, w, gradX);
        kernel.gradY(graph, x, g, w, gradY);
        compare(kernel, "out", 'o', graph, x, y, w, g, out);
        compare(kernel, "gradX", 'x', graph, x, y, w, g, gradX);
        compare(kernel, "gradY", 'y', graph, x, y, w, g, gradY);
        if (w != null) {
            float[] gradW = new float[w.length];
            kernel.gradW(graph, x, y, g, gradW);
            compare(kernel, "gradW", 'w', graph, x, y, w, g, gradW);
        }
    }

    private static void compare(
            ConvolutionKernel kernel, String what, char slot, Neighbourhood graph,
            float[] x, float[] y, float[] w, float[] g, float[] actual) {
        TensorProduct p = kernel.product();
        ReferenceProduct reference = new ReferenceProduct(p);
        double[] expected = new double[actual.length], magnitudes = new double[actual.length];
        double scale = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            for (int e = graph.start()[node]; e < graph.start()[node + 1]; e++) {
                int source = graph.neighbour()[e], size = actual.length
                        / (slot == 'o' || slot == 'x' ? graph.nodes() : graph.edges());
                ReferenceProduct.Result one = reference.compute(slot, 1, part(x, source, p.xLength()), part(y, e, p.yLength()),
                        w == null ? null : part(w, e, p.rowLength()), part(g, node, p.outLength()));
                int at = size * (slot == 'o' ? node : slot == 'x' ? source : e);
                for (int t = 0; t < size; t++) {
                    expected[at + t] += one.values()[t];
                    magnitudes[at + t] += one.magnitudes()[t];
                    scale = Math.max(scale, magnitudes[at + t]);
                }
            }
        }
        for (int t = 0; t < actual.length; t++) {
            if (slot == 'y' || t % p.rowLength() < p.channels()) {
                // As for products: a sum in floats errs by a small multiple of ε of its magnitudes.
                double tolerance = 64 * Math.ulp(1f) * (magnitudes[t] + scale);
                assertEquals(expected[t], actual[t], tolerance, kernel.algorithm() + " " + p + " " + what + "[" + t + "]");
            }
        }
    }

    private static float[] part(float[] all, int item, int length) {
        return java.util.Arrays.copyOfRange(all, item * length, (item + 1) * length);
    }

    private static float[] random(SplittableRandom random, int length) {
        float[] array = new float[length];
        for (int t = 0; t < length; t++) {
            array[t] = (float) random.nextDouble(-1, 1);
        }
        return array;
    }
}
