package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;

/** A product in the frame of an edge in double, one channel, by plain loops: the twin of {@link AlignedEdges}. */
final class AlignedReference {

    private AlignedReference() {}

    /**
     * The rotation of harmonics that turns a direction onto the polar axis: D[a][b] = ∫ Y_a(Rs) Y_b(s) by quadrature, R from the
     * azimuth first and the polar angle then.
     */
    static double[][] rotation(int lmax, double[] direction) {
        double x = direction[0], y = direction[1], z = direction[2], plane = Math.sqrt(x * x + z * z), length = Math.sqrt(plane * plane + y * y);
        double cosA = plane > 0 ? z / plane : 1, sinA = plane > 0 ? x / plane : 0;
        double cosB = length > 0 ? y / length : 1, sinB = length > 0 ? plane / length : 0;
        int n = Degrees.components(lmax);
        double[][] d = new double[n][n];
        for (double[] point : EquivariantCouplings.points(2 * lmax)) {
            double forward = point[2] * cosA + point[0] * sinA, side = point[0] * cosA - point[2] * sinA;
            double[] turned = {side, point[1] * cosB + forward * sinB, forward * cosB - point[1] * sinB};
            double[] to = EdgeHarmonics.of(lmax, turned), from = EdgeHarmonics.of(lmax, point);
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    d[a][b] += Degrees.degree(a) == Degrees.degree(b) ? point[3] * to[a] * from[b] : 0;
                }
            }
        }
        return d;
    }

    /** out = Dᵀ A (D x) for y that is harmonics of the direction. */
    static double[] product(Coupling m, double[] x, double[] y, double[] direction) {
        int l1 = Degrees.lmax(m.size(0)), l2 = Degrees.lmax(m.size(1)), l3 = Degrees.lmax(m.size(2));
        double[][] d = rotation(Math.max(l1, Math.max(l2, l3)), direction);
        double[] turnedX = new double[x.length], turnedY = new double[y.length], coupled = new double[m.size(2)], out = new double[m.size(2)];
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < x.length; b++) {
                turnedX[a] += d[a][b] * x[b];
            }
        }
        for (int a = 0; a < y.length; a++) {
            for (int b = 0; b < y.length; b++) {
                turnedY[a] += d[a][b] * y[b];
            }
        }
        for (int t = 0; t < m.nonzeros(); t++) {
            if (Degrees.order(m.j(t)) == 0 && Math.abs(Degrees.order(m.i(t))) == Math.abs(Degrees.order(m.k(t)))) {
                coupled[m.k(t)] += m.value(t) * turnedX[m.i(t)] * turnedY[m.j(t)];
            }
        }
        for (int a = 0; a < out.length; a++) {
            for (int b = 0; b < out.length; b++) {
                out[a] += d[b][a] * coupled[b];
            }
        }
        return out;
    }
}
