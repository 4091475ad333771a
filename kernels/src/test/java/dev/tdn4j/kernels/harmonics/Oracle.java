package dev.tdn4j.kernels.harmonics;

import dev.tdn4j.kernels.harmonics.HarmonicsBasis.Domain;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;

/** Values and gradients of one vector after {@link SolidHarmonics}, in double. */
final class Oracle {

    private final HarmonicsBasis basis;
    private final Coupling solid;

    Oracle(HarmonicsBasis basis) {
        this.basis = basis;
        this.solid = SolidHarmonics.gradient(basis.lmax());
    }

    /** The basis's factor over COMPONENT. */
    private double factor(int l) {
        return basis.normalization().scale(l) / Math.sqrt(2 * l + 1);
    }

    /** Writes values [k] and gradients [3][k]. */
    void at(double x, double y, double z, double[] values, double[] gradients) {
        int k = basis.components();
        boolean sphere = basis.domain() == Domain.SPHERE;
        double r = sphere ? Math.sqrt(x * x + y * y + z * z) : 1;
        // SolidHarmonics takes e3nn's axes: the standard basis at (x, y, z) is e3nn's at (y, z, x).
        int[] axes = basis.order() == AxisOrder.E3NN ? new int[] {0, 1, 2} : new int[] {1, 2, 0};
        double[] v = {x / r, y / r, z / r};
        SolidHarmonics.values(basis.lmax(), v[axes[0]], v[axes[1]], v[axes[2]], values, 0);
        java.util.Arrays.fill(gradients, 0);
        for (int t = 0; t < solid.nonzeros(); t++) {
            gradients[axes[solid.k(t)] * k + solid.j(t)] += solid.value(t) * values[solid.i(t)];
        }
        for (int c = 0; c < k; c++) {
            int l = Degrees.degree(c);
            for (int a = 0; a < 3; a++) {
                double radial = sphere ? l * values[c] * v[a] : 0;
                gradients[a * k + c] = factor(l) * (gradients[a * k + c] - radial) / r;
            }
            values[c] *= factor(l);
        }
    }
}
