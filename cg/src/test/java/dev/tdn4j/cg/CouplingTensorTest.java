package dev.tdn4j.cg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouplingTensorTest {

    @ParameterizedTest
    @CsvSource({"1, 5, 16", "2, 15, 137", "3, 34, 611", "4, 65, 2052", "5, 111, 5265", "6, 175, 11896", "8, 369, 44171"})
    void countsNonzeros(int lmax, int paths, int nonzeros) {
        Coupling m = CouplingTensor.all(lmax);
        assertEquals(nonzeros, m.nonzeros());
        assertEquals(Degrees.components(lmax), m.size(0));
        assertEquals(paths, m.norm() * m.norm(), 1e-14 * paths);
    }

    @Test
    void evenAndOddPathsMakeTheWhole() {
        List<CouplingPath> odd =
                CouplingPath.all(4).stream().filter(p -> !p.isEven()).toList();
        double[] ones = odd.stream().mapToDouble(p -> 1).toArray();
        double[] sum = CouplingTensor.even(4).dense();
        double[] rest = CouplingTensor.of(4, odd, ones).dense();
        for (int t = 0; t < sum.length; t++) {
            sum[t] += rest[t];
        }
        assertArrayEquals(CouplingTensor.all(4).dense(), sum);
    }

    @Test
    void weightsScaleBlocks() {
        List<CouplingPath> paths = List.of(new CouplingPath(1, 1, 1), new CouplingPath(2, 1, 1));
        Coupling m = CouplingTensor.of(2, paths, new double[] {2, -3});
        assertEquals(4 + 9, m.norm() * m.norm(), 1e-13);
        for (int t = 0; t < m.nonzeros(); t++) {
            int l1 = Degrees.degree(m.i(t));
            CouplingPath path = paths.get(l1 - 1);
            assertEquals(path.l2(), Degrees.degree(m.j(t)));
            assertEquals(path.l3(), Degrees.degree(m.k(t)));
        }
    }

    @Test
    void agreesWithE3nnChannelByChannel() throws IOException {
        for (Object object : (List<?>) Reference.read("channelwise_tp.json").get("cases")) {
            Map<?, ?> example = (Map<?, ?>) object;
            Coupling m = CouplingTensor.all(((Number) example.get("L")).intValue());
            assertEquals(((Number) example.get("nnz")).intValue(), m.nonzeros());
            int n = m.size(0);
            int items = ((List<?>) example.get("x")).size();
            double[] x = Reference.numbers(example.get("x"));
            int channels = x.length / (items * n);
            double[] shared = apply(m, items, channels, x, Reference.numbers(example.get("y")), 1);
            double[] own = apply(m, items, channels, x, Reference.numbers(example.get("yc")), channels);
            assertArrayEquals(Reference.numbers(example.get("out_shared")), shared, 1e-13);
            assertArrayEquals(Reference.numbers(example.get("out_uuu")), own, 1e-13);
        }
    }

    /** out[e][k][u] of x[e][i][u] and y[e][j][·] with one channel or as many as x has. */
    private static double[] apply(Coupling m, int items, int channels, double[] x, double[] y, int yChannels) {
        int n = m.size(0);
        double[] out = new double[x.length];
        for (int e = 0; e < items; e++) {
            for (int t = 0; t < m.nonzeros(); t++) {
                for (int u = 0; u < channels; u++) {
                    double right = y[(e * n + m.j(t)) * yChannels + (yChannels == 1 ? 0 : u)];
                    out[(e * n + m.k(t)) * channels + u] += m.value(t) * x[(e * n + m.i(t)) * channels + u] * right;
                }
            }
        }
        return out;
    }

    @Test
    void refusesPathsThatDoNotFit() {
        List<CouplingPath> path = List.of(new CouplingPath(1, 1, 2));
        double[] one = {1};
        var tooHigh = assertThrows(IllegalArgumentException.class, () -> CouplingTensor.of(1, path, one));
        assertTrue(tooHigh.getMessage().contains("1⊗1→2"));
        assertThrows(IllegalArgumentException.class, () -> CouplingTensor.of(2, path, new double[0]));
        assertThrows(IllegalArgumentException.class, () -> CouplingTensor.of(2, path, new double[] {Double.NaN}));
        List<CouplingPath> twice = List.of(path.getFirst(), path.getFirst());
        assertThrows(IllegalArgumentException.class, () -> CouplingTensor.of(2, twice, new double[] {1, 1}));
    }
}
