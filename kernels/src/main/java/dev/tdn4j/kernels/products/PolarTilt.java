package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;

/**
 * Rotations of harmonics that tilt the polar axis, as trigonometric polynomials of the angle. With the standard names
 * (X, Y, Z) of the axes, Z the polar one and (X, Y, Z) = (z, x, y) in e3nn's order, the rotation about Y that takes
 * (sin β, 0, cos β) to Z is exp(βG) on the components of a degree. G has the ladder operators' entries: d/dβ of order m is
 * g_m times order m+1 less g_{m−1} times order m−1, g_m = ½√((l−m)(l+m+1)), and g_0 = √(l(l+1)/2) because order 0 lacks the √2
 * of the others. Cosines (m ≥ 0) and sines (m &lt; 0) do not mix, for a rotation about Y keeps the sign of Y. The
 * eigenvalues of G are ±ik, k = 0..l.
 */
final class PolarTilt {

    /** Above the rounding of the tables, some 1e-14, and far below that of float. */
    private static final double ROUNDING = 1e-12;

    /** Relative to the largest entry of a coupling. */
    private static final double INVARIANT = 1e-9;

    private static final int HALVINGS = 6, TERMS = 16;

    private PolarTilt() {}

    private static double ladder(int l, int m) {
        return m == 0 ? Math.sqrt(l * (l + 1) / 2.0) : Math.sqrt((l - m) * (l + m + 1)) / 2;
    }

    /**
     * The rotation of a degree's cosines, orders 0..l, or sines, orders −1..−l.
     *
     * @return for every entry [row][column] the coefficients of cos kβ, k = 0..l, and of sin kβ, k = 1..l
     */
    static double[][][] polynomials(int l, boolean sines) {
        int first = sines ? 1 : 0, size = l + 1 - first, angles = 2 * l + 1;
        double[][] generator = new double[size][size];
        for (int m = first; m < l; m++) {
            generator[m - first][m + 1 - first] = ladder(l, m);
            generator[m + 1 - first][m - first] = -ladder(l, m);
        }
        double[][] step = exponential(generator, 2 * Math.PI / angles), power = identity(size);
        double[][][] polynomials = new double[size][size][angles];
        for (int j = 0; j < angles; j++) {
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    for (int k = 0; k <= l; k++) {
                        double angle = 2 * Math.PI * (j * k % angles) / angles, share = power[r][c] / angles;
                        polynomials[r][c][k] += (k == 0 ? 1 : 2) * share * Math.cos(angle);
                        if (k > 0) {
                            polynomials[r][c][l + k] += 2 * share * Math.sin(angle);
                        }
                    }
                }
            }
            power = multiply(power, step);
        }
        for (double[][] row : polynomials) {
            for (double[] entry : row) {
                for (int t = 0; t < angles; t++) {
                    entry[t] = Math.abs(entry[t]) < ROUNDING ? 0 : entry[t];
                }
            }
        }
        return polynomials;
    }

    /** By Taylor's series of a part of the angle, squared again and again. */
    private static double[][] exponential(double[][] generator, double angle) {
        int size = generator.length;
        double[][] sum = identity(size), term = identity(size);
        for (int t = 1; t <= TERMS; t++) {
            term = multiply(term, generator);
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    term[r][c] *= angle / (1 << HALVINGS) / t;
                    sum[r][c] += term[r][c];
                }
            }
        }
        for (int t = 0; t < HALVINGS; t++) {
            sum = multiply(sum, sum);
        }
        return sum;
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int r = 0; r < size; r++) {
            identity[r][r] = 1;
        }
        return identity;
    }

    private static double[][] multiply(double[][] a, double[][] b) {
        int size = a.length;
        double[][] product = new double[size][size];
        for (int r = 0; r < size; r++) {
            for (int t = 0; t < size; t++) {
                for (int c = 0; c < size; c++) {
                    product[r][c] += a[r][t] * b[t][c];
                }
            }
        }
        return product;
    }

    /** Refuses a coupling that does not commute with rotations. */
    static void checkInvariant(Coupling coupling) {
        double change = change(coupling);
        if (change > INVARIANT) {
            throw new IllegalArgumentException("the coupling is another one after a rotation (by up to %.1e of its largest entry), so "
                    .formatted(change) + "that edges must not be turned onto the polar axis: choose " + Algorithm.MATRIX);
        }
    }

    /** Whether a coupling commutes with rotations. */
    static boolean isInvariant(Coupling coupling) {
        return change(coupling) <= INVARIANT;
    }

    /**
     * How much a coupling changes, relative to its largest entry, if its three slots are turned together by a small angle about
     * Y or Z, the larger of the two: these rotations make all others.
     */
    private static double change(Coupling coupling) {
        double largest = 0, change = 0;
        for (int t = 0; t < coupling.nonzeros(); t++) {
            largest = Math.max(largest, Math.abs(coupling.value(t)));
        }
        for (boolean polar : new boolean[] {true, false}) {
            for (double entry : turned(coupling, polar)) {
                change = Math.max(change, Math.abs(entry));
            }
        }
        return change / largest;
    }

    private static double[] turned(Coupling c, boolean polar) {
        int n2 = c.size(1), n3 = c.size(2);
        double[] turned = new double[c.size(0) * n2 * n3];
        for (int t = 0; t < c.nonzeros(); t++) {
            int i = c.i(t), j = c.j(t), k = c.k(t);
            double v = c.value(t);
            add(turned, i, n2 * n3, j * n3 + k, v, polar);
            add(turned, j, n3, i * n2 * n3 + k, v, polar);
            add(turned, k, 1, (i * n2 + j) * n3, v, polar);
        }
        return turned;
    }

    /** Adds the generator's row of one component, along one slot of a tensor. */
    private static void add(double[] tensor, int component, int stride, int at, double value, boolean polar) {
        int l = Degrees.degree(component), m = Degrees.order(component), size = Math.abs(m);
        if (polar) {
            tensor[at + Degrees.index(l, -m) * stride] += m * value;
            return;
        }
        int sign = m < 0 ? -1 : 1;
        if (size < l) {
            tensor[at + Degrees.index(l, sign * (size + 1)) * stride] += ladder(l, size) * value;
        }
        if (size > (m < 0 ? 1 : 0)) {
            tensor[at + Degrees.index(l, sign * (size - 1)) * stride] -= ladder(l, size - 1) * value;
        }
    }
}
