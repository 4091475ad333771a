package dev.tdn4j.kernels.products;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated kernels against those that interpret tables, at widths of rows that give one, two and four vectors. */
class GeneratedTwinTest {

    private final SplittableRandom random = new SplittableRandom(5);

    @BeforeEach
    void kernelsCanBeGenerated() {
        assumeTrue(Kernels.AVAILABLE);
    }

    private Coupling coupling(String kind, int lmax) {
        int n1 = Degrees.components(lmax), n2 = Degrees.components(Math.max(0, lmax - 1)), n3 = Degrees.components(lmax + 1);
        return switch (kind) {
            case "all" -> EquivariantCouplings.all(lmax);
            case "even" -> EquivariantCouplings.even(lmax);
            default -> Coupling.ofDense(n1, n2, n3, random.doubles((long) n1 * n2 * n3, -1, 1).toArray());
        };
    }

    @ParameterizedTest
    @CsvSource({"all,0,1", "all,1,4", "all,2,3", "all,3,4", "all,5,2", "all,6,1", "even,3,2", "even,4,8", "uneven,0,1", "uneven,2,5", "uneven,3,4"})
    void everyChannelWithItsOwnY(String kind, int lmax, int vectors) {
        Coupling c = coupling(kind, lmax);
        int length = vectors * Lanes.WIDTH;
        float[] a = random(c.size(0) * length), b = random(c.size(1) * length);
        float[] expected = new float[c.size(2) * length], actual = new float[c.size(2) * length];
        List<PairForm> forms = PairForm.of(c, true);
        int[][] rows = forms.stream().map(form -> PairForm.offsets(form.outputs(), length)).toArray(int[][]::new);
        new PairMatrix(forms, rows, length).apply(a, 0, b, 0, expected, 0, length, true);
        new OrderMatrix(c, length).apply(a, 0, b, 0, actual, 0);
        compare(expected, actual);
    }

    @ParameterizedTest
    @CsvSource({"all,0,1", "all,1,4", "all,2,3", "all,3,4", "all,5,2", "all,6,1", "even,3,2", "even,4,8", "uneven,0,1", "uneven,2,5", "uneven,3,4"})
    void matricesOfSamples(String kind, int lmax, int vectors) {
        Coupling c = coupling(kind, lmax);
        for (int samples : new int[] {1, 5, 37}) {
            int length = vectors * Lanes.WIDTH;
            float[] x = random(samples * c.size(0) * length), y = random(samples * c.size(1));
            float[] expected = new float[samples * c.size(2) * length], actual = random(expected.length);
            new MatrixMap(c, length).apply(samples, x, 0, y, 0, null, 0, expected, 0);
            new SampleMatrixMap(c, null, length).apply(samples, x, 0, y, 0, null, 0, actual, 0);
            compare(expected, actual);
            TensorProduct product = new TensorProduct(c, ChannelMode.UVU, WeightMode.PER_PATH, length);
            PathIndex paths = new PathIndex(product.paths(), new int[] {0, 1, 2});
            float[] w = random(samples * product.weightLength());
            new PathMatrixMap(c, paths, length).apply(samples, x, 0, y, 0, w, 0, expected, 0);
            new SampleMatrixMap(c, paths, length).apply(samples, x, 0, y, 0, w, 0, actual, 0);
            compare(expected, actual);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,3", "4,4", "5,2", "6,1", "6,8"})
    void blocksOfSamples(int rows, int vectors) {
        int length = vectors * Lanes.WIDTH, columns = 3, samples = 5, first = 2, step = (rows + 1) * length;
        int[] program = new int[rows + columns + 1], base = new int[first + samples];
        for (int t = 0; t < rows + columns; t++) {
            program[t] = (t < rows ? rows - 1 - t : 2 * (t - rows)) * length;
        }
        program[rows + columns] = SparseMatrix.END;
        for (int s = first; s < base.length; s++) {
            base[s] = (s * 3 % 5) * length;
        }
        float[] m = random(columns * rows * Lanes.WIDTH + Lanes.WIDTH), x = random(10 * length), w = random(5 * length);
        for (BlockTile.Kind kind : BlockTile.Kind.values()) {
            float[] expected = random(samples * step + length), actual = expected.clone();
            new PlainBlockTile(rows, length, kind).apply(samples, program, 0, m, first, x, base, first, w, base, expected, length, step);
            Kernels.block(rows, length, kind).apply(samples, program, 0, m, first, x, base, first, w, base, actual, length, step);
            compare(expected, actual);
        }
    }

    /** Both are sums in floats, in other orders: some hundred terms whose roundings add up like a random walk. */
    private static void compare(float[] expected, float[] actual) {
        double scale = 0;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        assertTrue(scale > 0, "the tables computed nothing");
        for (int t = 0; t < expected.length; t++) {
            assertEquals(expected[t], actual[t], 64 * Math.ulp(1f) * scale, "[" + t + "]");
        }
    }

    private float[] random(int length) {
        float[] array = new float[length];
        for (int t = 0; t < length; t++) {
            array[t] = (float) random.nextDouble(-1, 1);
        }
        return array;
    }
}
