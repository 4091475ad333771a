package dev.tdn4j.cpdecomp.bounds;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;

/**
 * The derivatives of D(R) at the identity: D(exp θ) = 1 + Σ_a θ_a G_a + O(θ²), where exp θ turns by |θ| about θ. A block of
 * G is an invariant tensor of 1 ⊗ l → l, of which there is one, so (G_a)_{m'm} = √(l(l+1)(2l+1)) C^{1 l l}_{a m m'}: the
 * square of the norm is that of Σ_a G_aᵀG_a = l(l+1), the sign that of C^{111} = ε/√6.
 */
final class RotationGenerators {

    private final Coupling[] blocks;

    RotationGenerators(int lmax) {
        blocks = new Coupling[lmax + 1];
        for (int l = 1; l <= lmax; l++) {
            blocks[l] = CouplingCoefficients.of(new CouplingPath(1, l, l));
        }
    }

    /** Adds the three numbers u · G_a v to a sum. */
    void addForms(double[] u, double[] v, double[] sum) {
        for (int l = 1; l < blocks.length; l++) {
            double scale = Math.sqrt(l * (l + 1.0) * (2 * l + 1));
            Coupling c = blocks[l];
            for (int t = 0; t < c.nonzeros(); t++) {
                sum[c.i(t)] += scale * c.value(t) * v[l * l + c.j(t)] * u[l * l + c.k(t)];
            }
        }
    }
}
