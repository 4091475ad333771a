package dev.tdn4j.kernels.products;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every algorithm against sums over the non-zeros in double, forward and every adjoint, at awkward sizes. */
class ProductKernelTest {

    /** A kernel and its name. */
    record Case(String name, ProductKernel kernel) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int[] CHANNELS = {1, 3, 16, 17, 64, 81};

    static Stream<Case> kernels() {
        List<Case> cases = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        int turn = 0;
        for (ChannelMode mode : ChannelMode.values()) {
            for (WeightMode weights : WeightMode.values()) {
                for (int lmax = 0; lmax <= 4; lmax++) {
                    // All channel counts at small L, where the tiles are the same; in turn at the largest.
                    for (int channels : lmax <= 1 ? CHANNELS : new int[] {CHANNELS[turn++ % CHANNELS.length]}) {
                        for (Coupling coupling : List.of(EquivariantCouplings.all(lmax), unstructured(lmax, random), uneven(lmax, random))) {
                            add(cases, new TensorProduct(coupling, mode, weights, channels));
                        }
                        if (mode == ChannelMode.UVU && weights != WeightMode.PER_PATH) {
                            cases.add(named(ProductKernel.of(
                                    new TensorProduct(EquivariantCouplings.all(lmax), mode, weights, channels), Algorithm.EDGE_ALIGNED)));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    private static void add(List<Case> cases, TensorProduct product) {
        for (Algorithm algorithm : List.of(Algorithm.DENSE, Algorithm.SPARSE, Algorithm.MATRIX)) {
            if (algorithm != Algorithm.MATRIX || product.mode() == ChannelMode.UVU) {
                cases.add(named(ProductKernel.of(product, algorithm)));
            }
        }
        if (product.weights() != WeightMode.PER_PATH) {
            Factors factors = factors(product.coupling(), 7, new SplittableRandom(2));
            TensorProduct exact = new TensorProduct(
                    factors.toCoupling().with(factors), product.mode(), product.weights(), product.channels());
            cases.add(named(ProductKernel.of(exact, Algorithm.CP)));
            if (product.coupling().size(0) == product.coupling().size(2)) {
                cases.add(named(ProductKernel.of(new TensorProduct(
                        scaled(EquivariantCouplings.even(Degrees.lmax(product.coupling().size(0)))),
                        product.mode(), product.weights(), product.channels()), Algorithm.GAUNT)));
            }
            int d = 1 + Degrees.lmax(product.coupling().size(0));
            SpinForm form = spinForm(d, new SplittableRandom(3));
            cases.add(named(ProductKernel.spin(
                    new TensorProduct(form.coupling(), product.mode(), product.weights(), product.channels()), form)));
        }
    }

    private static Case named(ProductKernel kernel) {
        TensorProduct p = kernel.product();
        return new Case("%s %s %s %d channels %s".formatted(
                kernel.algorithm(), p.mode(), p.weights(), p.channels(), p.coupling()), kernel);
    }

    /** Entries anywhere: nothing that the kernels look for is there. */
    private static Coupling unstructured(int lmax, SplittableRandom random) {
        int n = Degrees.components(lmax);
        double[] dense = new double[n * n * n];
        for (int t = 0; t < dense.length; t++) {
            dense[t] = t == 0 || random.nextInt(3) == 0 ? random.nextDouble(-1, 1) : 0;
        }
        return Coupling.ofDense(n, n, n, dense);
    }

    /** Other scales for every degree of every argument. */
    private static Coupling scaled(Coupling c) {
        double[] dense = c.dense();
        int n = c.size(0);
        for (int t = 0; t < dense.length; t++) {
            dense[t] *= (1 + 0.1 * Degrees.degree(t / n / n)) * (2 - 0.2 * Degrees.degree(t / n % n)) * (1 + 0.3 * Degrees.degree(t % n));
        }
        return Coupling.ofDense(n, n, n, dense);
    }

    /** Three different largest degrees. */
    private static Coupling uneven(int lmax, SplittableRandom random) {
        int n1 = Degrees.components(lmax), n2 = Degrees.components(Math.max(0, lmax - 1)), n3 = Degrees.components(lmax + 1);
        double[] dense = random.doubles((long) n1 * n2 * n3, -1, 1).toArray();
        return Coupling.ofDense(n1, n2, n3, dense);
    }

    private static Factors factors(Coupling sizes, int rank, SplittableRandom random) {
        double[][] m = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            m[axis] = random.doubles((long) sizes.size(axis) * rank, -1, 1).toArray();
        }
        return new Factors(rank, m[0], m[1], m[2]);
    }

    private static SpinForm spinForm(int d, SplittableRandom random) {
        double[][][] m = new double[3][d * d][];
        for (double[][] set : m) {
            for (int i = 0; i < set.length; i++) {
                set[i] = random.doubles(d * d, -1, 1).toArray();
            }
        }
        return new SpinForm(d, m[0], m[1], m[2]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithTheSumOverNonzeros(Case testCase) {
        ProductKernel kernel = testCase.kernel;
        TensorProduct p = kernel.product();
        for (int samples : new int[] {1, 7, 35}) {
            if (samples == 35 && p.channels() > 3) {
                continue; // More than one batch; one width of rows is enough.
            }
            SplittableRandom random = new SplittableRandom(samples);
            float[] x = random(random, samples * p.xLength());
            float[] y = kernel.algorithm() == Algorithm.EDGE_ALIGNED
                    ? EdgeHarmonics.random(random, Degrees.lmax(p.coupling().size(1)), samples)
                    : random(random, samples * p.yLength());
            float[] w = p.weights() == WeightMode.NONE ? null : random(random, samples * p.weightLength());
            float[] g = random(random, samples * p.outLength());
            check(kernel, samples, x, y, w, g);
        }
    }

    static void check(ProductKernel kernel, int samples, float[] x, float[] y, float[] w, float[] g) {
        TensorProduct p = kernel.product();
        ReferenceProduct reference = new ReferenceProduct(p);
        float[] out = garbage(g.length), gradX = garbage(x.length), gradY = garbage(y.length);
        kernel.forward(samples, x, y, w, out);
        compare(p, "out", reference.compute('o', samples, x, y, w, g), out, true);
        kernel.gradX(samples, g, y, w, gradX);
        compare(p, "gradX", reference.compute('x', samples, x, y, w, g), gradX, true);
        kernel.gradY(samples, x, g, w, gradY);
        compare(p, "gradY", reference.compute('y', samples, x, y, w, g), gradY, p.mode() == ChannelMode.UUU);
        if (w != null) {
            float[] gradW = garbage(w.length);
            kernel.gradW(samples, x, y, g, gradW);
            compare(p, "gradW", reference.compute('w', samples, x, y, w, g), gradW, true);
        }
    }

    /**
     * A sum of N products in floats errs by at most N ε/2 of its magnitudes, by far less in practice; the intermediate sums
     * of CP and spin matrices cancel, so that theirs are larger than the magnitudes of the non-zeros by the ratio of
     * norms, here below 10.
     */
    private static void compare(TensorProduct p, String what, ReferenceProduct.Result expected, float[] actual, boolean rows) {
        double scale = Arrays.stream(expected.magnitudes()).max().orElse(0);
        for (int t = 0; t < actual.length; t++) {
            if (rows && t % p.rowLength() >= p.channels()) {
                continue;
            }
            double tolerance = 64 * Math.ulp(1f) * (expected.magnitudes()[t] + scale);
            assertEquals(expected.values()[t], actual[t], tolerance, what + "[" + t + "]");
        }
        assertTrue(scale > 0, "the oracle computed nothing");
    }

    static float[] random(SplittableRandom random, int length) {
        float[] array = new float[length];
        for (int t = 0; t < length; t++) {
            array[t] = (float) random.nextDouble(-1, 1);
        }
        return array;
    }

    /** What a result must overwrite. */
    private static float[] garbage(int length) {
        float[] array = new float[length];
        Arrays.fill(array, 1e6f);
        return array;
    }
}
