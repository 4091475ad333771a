package dev.tdn4j.kernels.products;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge-aligned kernels have of their own; {@link ProductKernelTest} and {@link ConvolutionKernelTest} have them too. */
class AlignedKernelTest {

    private final SplittableRandom random = new SplittableRandom(11);

    /** A part of a coupling: the degrees of the three slots up to others. */
    private static Coupling truncated(Coupling m, int l1, int l2, int l3) {
        int[] kept = IntStream.range(0, m.nonzeros())
                .filter(t -> Degrees.degree(m.i(t)) <= l1 && Degrees.degree(m.j(t)) <= l2 && Degrees.degree(m.k(t)) <= l3)
                .toArray();
        return Coupling.of(Degrees.components(l1), Degrees.components(l2), Degrees.components(l3),
                IntStream.of(kept).map(m::i).toArray(), IntStream.of(kept).map(m::j).toArray(), IntStream.of(kept).map(m::k).toArray(),
                IntStream.of(kept).mapToDouble(m::value).toArray());
    }

    /** In double, the frame of an edge changes nothing: some thousand roundings of 1e-16, and sums of squares of 81 numbers. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8})
    void theScalarTwinAgreesWithTheSumOverNonzeros(int lmax) {
        Coupling m = EquivariantCouplings.all(lmax);
        for (int sample = 0; sample < 18; sample++) {
            double[] direction = EdgeHarmonics.direction(random, sample), y = EdgeHarmonics.of(lmax, direction);
            double[] x = random.doubles(m.size(0), -1, 1).toArray(), expected = new double[m.size(2)];
            for (int t = 0; t < m.nonzeros(); t++) {
                expected[m.k(t)] += m.value(t) * x[m.i(t)] * y[m.j(t)];
            }
            double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            double[] actual = AlignedReference.product(m, x, y, direction);
            for (int k = 0; k < expected.length; k++) {
                assertEquals(expected[k], actual[k], 1e-12 * scale, "component " + k + " at " + Arrays.toString(direction));
            }
        }
    }

    /** D in floats against the integrals in double; every entry is a polynomial of the angles whose terms sum to a few at most. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 8})
    void frames(int lmax) {
        int n = Degrees.components(lmax), lanes = EdgeFrames.EDGES;
        EdgeFrames frames = new EdgeFrames(lmax, n,
                (l, row, column, back) -> back ? -1 : (Degrees.index(l, row) * n + Degrees.index(l, column)) * lanes, n * n * lanes);
        for (int first = 0; first < 18; first += lanes) {
            float[] y = new float[lanes * n], numbers = new float[(n * n + 1) * lanes];
            double[][] directions = new double[lanes][];
            for (int e = 0; e < lanes; e++) {
                directions[e] = EdgeHarmonics.direction(random, first + e);
                double[] values = EdgeHarmonics.of(lmax, directions[e]);
                for (int j = 0; j < n; j++) {
                    y[e * n + j] = (float) values[j];
                }
            }
            float[] aligned = frames.turn(lanes, y, 0, numbers);
            for (int e = 0; e < lanes; e++) {
                double[][] expected = AlignedReference.rotation(lmax, directions[e]);
                for (int t = 0; t < n * n; t++) {
                    assertEquals(expected[t / n][t % n], numbers[t * lanes + e], 32 * Math.ulp(1f), "entry " + t);
                }
                double length = Arrays.stream(directions[e]).map(v -> v * v).sum();
                for (int l = 0; l <= lmax; l++) {
                    double harmonic = l > 0 && length == 0 ? 0 : Math.sqrt(2 * l + 1);
                    assertEquals(harmonic, aligned[l * lanes + e], 64 * Math.ulp(1f) * Math.sqrt(2 * l + 1), "degree " + l);
                }
            }
        }
    }

    /** Every largest degree that the library knows, all and even paths, and three different largest degrees. */
    @ParameterizedTest
    @CsvSource({"0,0,0", "1,1,1", "2,2,2", "3,3,3", "4,4,4", "5,5,5", "6,6,6", "7,7,7", "8,8,8", "3,1,2", "1,3,2", "2,0,2", "0,3,3", "4,5,1"})
    void agreesWithTheSumOverNonzerosAtEveryDegree(int l1, int l2, int l3) {
        int lmax = Math.max(l1, Math.max(l2, l3)), channels = lmax < 5 ? 17 : 3;
        for (Coupling whole : new Coupling[] {EquivariantCouplings.all(lmax), EquivariantCouplings.even(lmax)}) {
            Coupling m = truncated(whole, l1, l2, l3);
            TensorProduct product = new TensorProduct(m, ChannelMode.UVU, WeightMode.PER_CHANNEL, channels);
            ProductKernel kernel = ProductKernel.of(product, Algorithm.EDGE_ALIGNED);
            int samples = lmax < 5 ? 2 * EdgeFrames.EDGES + 3 : 5;
            ProductKernelTest.check(kernel, samples, ProductKernelTest.random(random, samples * product.xLength()),
                    EdgeHarmonics.random(random, l2, samples), ProductKernelTest.random(random, samples * product.weightLength()),
                    ProductKernelTest.random(random, samples * product.outLength()));
        }
    }

    @Test
    void otherHarmonicsAreRefused() {
        ProductKernel kernel = aligned(EquivariantCouplings.all(2));
        float[] y = EdgeHarmonics.random(random, 2, 5);
        y[2 * 9 + 7] += 0.1f;
        float[] x = new float[5 * 9 * Lanes.pad(1)], out = new float[x.length];
        String message = assertThrows(IllegalArgumentException.class, () -> kernel.forward(5, x, y, null, out)).getMessage();
        assertTrue(message.startsWith("y must be harmonics of a direction"), message);
        assertTrue(message.contains("degree 2"), message);
    }

    @Test
    void otherCouplingsAreRefused() {
        Coupling all = EquivariantCouplings.all(2);
        double[] dense = all.dense();
        dense[(4 * 9 + 5) * 9 + 6] += 1e-3;
        String message = assertThrows(IllegalArgumentException.class, () -> aligned(Coupling.ofDense(9, 9, 9, dense))).getMessage();
        assertTrue(message.startsWith("the coupling is another one after a rotation"), message);
    }

    private static ProductKernel aligned(Coupling coupling) {
        return ProductKernel.of(new TensorProduct(coupling, ChannelMode.UVU, WeightMode.NONE, 1), Algorithm.EDGE_ALIGNED);
    }
}
