package dev.tdn4j.cpdecomp;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The second derivative of M̂ along a step, seen by the gradient: JᵀP M̂″(d, d), for geodesic acceleration (Transtrum and
 * Sethna, arXiv 1207.4999). M̂″ = 2 Σ_r (α∘β∘c + α∘b∘γ + a∘β∘γ) has CP form itself, so that R×R Gram matrices suffice.
 */
final class Curvature {

    private final CpFit fit;
    private final DMatrixRMaj[] cross = new DMatrixRMaj[3];
    private final DMatrixRMaj mixed;

    Curvature(CpFit fit) {
        this.fit = fit;
        this.mixed = new DMatrixRMaj(fit.rank(), fit.rank());
        for (int mode = 0; mode < 3; mode++) {
            cross[mode] = new DMatrixRMaj(fit.rank(), fit.rank());
        }
    }

    /** out = JᵀP M̂″(d, d): per factor 2(D(X'∘G″ + G'∘X″) + F(X'∘X″)) with X = DᵀF. */
    void along(DMatrixRMaj[] step, WeightTangents tangents, DMatrixRMaj[] out) {
        for (int mode = 0; mode < 3; mode++) {
            CommonOps_DDRM.multTransA(step[mode], fit.factor(mode), cross[mode]);
        }
        for (int mode = 0; mode < 3; mode++) {
            double[] x = cross[(mode + 1) % 3].data;
            double[] y = cross[(mode + 2) % 3].data;
            double[] g = fit.gram((mode + 1) % 3).data;
            double[] h = fit.gram((mode + 2) % 3).data;
            for (int t = 0; t < x.length; t++) {
                mixed.data[t] = 2 * (x[t] * h[t] + g[t] * y[t]);
            }
            CommonOps_DDRM.mult(step[mode], mixed, out[mode]);
            for (int t = 0; t < x.length; t++) {
                mixed.data[t] = 2 * x[t] * y[t];
            }
            CommonOps_DDRM.multAdd(fit.factor(mode), mixed, out[mode]);
        }
        if (tangents != null) {
            tangents.subtract(fit.secondDerivative(step), out);
        }
    }
}
