package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.model.ParameterSpec;
import dev.tdn4j.tdn.model.Parameters;
import java.util.Collection;
import java.util.Map;

/** Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), after clipping the gradient's norm. */
final class AdamW {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Collection<ParameterSpec> specs;
    private final double weightDecay;
    private final double clipNorm;
    private final Parameters mean;
    private final Parameters square;

    AdamW(Collection<ParameterSpec> specs, double weightDecay, double clipNorm) {
        this.specs = specs;
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
        this.mean = Parameters.zeros(specs);
        this.square = Parameters.zeros(specs);
    }

    /** The moving average of gradients. */
    Parameters mean() {
        return mean;
    }

    /** The moving average of squared gradients. */
    Parameters square() {
        return square;
    }

    /**
     * Takes one step.
     *
     * @return the gradient's norm before clipping
     */
    double step(Parameters parameters, Parameters gradient, double learningRate, long step) {
        double norm = norm(gradient);
        float scale = (float) (norm > clipNorm ? clipNorm / norm : 1);
        float rate = (float) (learningRate / (1 - Math.pow(BETA_1, step)));
        float correction = (float) (1 / Math.sqrt(1 - Math.pow(BETA_2, step)));
        for (ParameterSpec spec : specs) {
            float keep = spec.decays() ? (float) (1 - learningRate * weightDecay) : 1;
            update(
                    parameters.byName().get(spec.name()),
                    gradient.byName().get(spec.name()),
                    mean.byName().get(spec.name()),
                    square.byName().get(spec.name()),
                    scale, rate, correction, keep);
        }
        return norm;
    }

    private static double norm(Parameters gradient) {
        double sum = 0;
        for (Map.Entry<String, float[]> entry : gradient.byName().entrySet()) {
            for (float g : entry.getValue()) {
                sum += (double) g * g;
            }
        }
        return Math.sqrt(sum);
    }

    private static void update(
            float[] x, float[] g, float[] m, float[] v, float scale, float rate, float correction, float keep) {
        for (int i = 0; i < x.length; i++) {
            float gi = g[i] * scale;
            m[i] = (float) BETA_1 * m[i] + (float) (1 - BETA_1) * gi;
            v[i] = (float) BETA_2 * v[i] + (float) (1 - BETA_2) * gi * gi;
            x[i] = keep * x[i] - rate * m[i] / ((float) Math.sqrt(v[i]) * correction + (float) EPSILON);
        }
    }
}
