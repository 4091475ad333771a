package dev.tdn4j.cg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What defines rotation matrices, and what they define, at random rotations. */
class WignerDProperties {

    private static final int LMAX = 10;
    private static final int N = Degrees.components(LMAX);

    /** Ten degrees, each a projection of the last: errors add up to some tens of roundings. */
    private static final double TOLERANCE = 1e-13;

    @Property(tries = 200)
    void orthogonal(@ForAll long seed) {
        double[] d = WignerD.matrix(LMAX, rotation(seed));
        double[] product = product(N, d, transpose(N, d));
        for (int t = 0; t < product.length; t++) {
            assertEquals(t / N == t % N ? 1 : 0, product[t], TOLERANCE);
        }
    }

    @Property(tries = 200)
    void homomorphism(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] first = RandomRotation.next(random);
        double[] second = RandomRotation.next(random);
        double[] both = WignerD.matrix(LMAX, product(3, first, second));
        double[] product = product(N, WignerD.matrix(LMAX, first), WignerD.matrix(LMAX, second));
        for (int t = 0; t < product.length; t++) {
            assertEquals(both[t], product[t], TOLERANCE);
        }
    }

    @Property(tries = 200)
    void turnsHarmonicsAsVectorsTurn(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] r = RandomRotation.next(random);
        double[] v = RandomRotation.next(random);
        double[] y = new double[N];
        double[] turned = new double[N];
        SolidHarmonics.values(LMAX, v[0], v[1], v[2], y, 0);
        SolidHarmonics.values(
                LMAX,
                r[0] * v[0] + r[1] * v[1] + r[2] * v[2],
                r[3] * v[0] + r[4] * v[1] + r[5] * v[2],
                r[6] * v[0] + r[7] * v[1] + r[8] * v[2],
                turned,
                0);
        double[] d = WignerD.matrix(LMAX, r);
        for (int i = 0; i < N; i++) {
            double sum = 0;
            for (int j = 0; j < N; j++) {
                sum += d[i * N + j] * y[j];
            }
            // Component normalisation: harmonics of degree 10 are of size √21.
            assertEquals(turned[i], sum, 5 * TOLERANCE);
        }
    }

    /** Σ_ij M_ijk D_ia D_jb = Σ_c M_abc D_kc for the tensor of all paths, applied to random x and y. */
    @Property(tries = 100)
    void couplingIsEquivariant(@ForAll long seed) {
        int lmax = 6;
        int n = Degrees.components(lmax);
        SplittableRandom random = new SplittableRandom(seed);
        double[] d = WignerD.matrix(lmax, RandomRotation.next(random));
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] y = random.doubles(n, -1, 1).toArray();
        Coupling m = CouplingTensor.all(lmax);
        double[] turnedAfter = apply(d, couple(m, x, y));
        double[] turnedBefore = couple(m, apply(d, x), apply(d, y));
        // ‖x‖‖y‖ is about 16, and a component sums some 250 products.
        for (int k = 0; k < n; k++) {
            assertEquals(turnedAfter[k], turnedBefore[k], 10 * TOLERANCE);
        }
    }

    /** The mean of D over uniform rotations is 0 for l > 0; sampled entries have variance 1/(2l+1). */
    @Property(tries = 5)
    void randomRotationsAreUniform(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = Degrees.components(2);
        int samples = 4000;
        double[] mean = new double[n * n];
        double[] square = new double[n * n];
        for (int s = 0; s < samples; s++) {
            double[] d = WignerD.matrix(2, RandomRotation.next(random));
            for (int t = 0; t < mean.length; t++) {
                mean[t] += d[t] / samples;
                square[t] += d[t] * d[t] / samples;
            }
        }
        // Six standard deviations: √(1/3 / samples) for entries of degree 1, and below 1/√samples for squares.
        double sixSigma = 6 / Math.sqrt(samples);
        for (int l = 1; l <= 2; l++) {
            for (int t = 0; t < (2 * l + 1) * (2 * l + 1); t++) {
                int at = (l * l + t / (2 * l + 1)) * n + l * l + t % (2 * l + 1);
                assertEquals(0, mean[at], sixSigma);
                assertEquals(1.0 / (2 * l + 1), square[at], sixSigma);
            }
        }
    }

    static double[] product(int n, double[] a, double[] b) {
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double factor = a[i * n + j];
                for (int k = 0; k < n; k++) {
                    product[i * n + k] += factor * b[j * n + k];
                }
            }
        }
        return product;
    }

    private static double[] rotation(long seed) {
        return RandomRotation.next(new SplittableRandom(seed));
    }

    private static double[] transpose(int n, double[] matrix) {
        double[] transposed = new double[n * n];
        for (int t = 0; t < matrix.length; t++) {
            transposed[t % n * n + t / n] = matrix[t];
        }
        return transposed;
    }

    private static double[] apply(double[] matrix, double[] x) {
        double[] out = new double[x.length];
        for (int t = 0; t < matrix.length; t++) {
            out[t / x.length] += matrix[t] * x[t % x.length];
        }
        return out;
    }

    private static double[] couple(Coupling m, double[] x, double[] y) {
        double[] out = new double[m.size(2)];
        for (int t = 0; t < m.nonzeros(); t++) {
            out[m.k(t)] += m.value(t) * x[m.i(t)] * y[m.j(t)];
        }
        return out;
    }
}
