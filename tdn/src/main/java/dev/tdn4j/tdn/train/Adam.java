package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.model.ParameterSpec;
import dev.tdn4j.tdn.model.Parameters;
import java.util.Collection;
import java.util.Map;

/** Adam, with weight decay either way, after clipping the gradient's norm. */
final class Adam {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Collection<ParameterSpec> specs;
    private final TrainingOptions options;
    private final Parameters mean;
    private final Parameters square;

    Adam(Collection<ParameterSpec> specs, TrainingOptions options) {
        this.specs = specs;
        this.options = options;
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
     * @param norm the gradient's norm, finite
     * @param step the number of the step, from 1
     */
    void step(Parameters parameters, Parameters gradient, double norm, double learningRate, long step) {
        boolean decoupled = options.optimiser() == Optimiser.ADAMW;
        float scale = (float) (norm > options.clipNorm() ? options.clipNorm() / norm : 1);
        float rate = (float) (learningRate / (1 - Math.pow(BETA_1, step)));
        float correction = (float) (1 / Math.sqrt(1 - Math.pow(BETA_2, step)));
        for (ParameterSpec spec : specs) {
            double decay = spec.decays() ? options.weightDecay() : 0;
            float[] x = parameters.byName().get(spec.name());
            float[] g = gradient.byName().get(spec.name());
            if (!decoupled && decay > 0) {
                addDecay(x, g, scale, (float) decay);
            }
            float keep = decoupled ? (float) (1 - learningRate * decay) : 1;
            update(
                    x, g, mean.byName().get(spec.name()), square.byName().get(spec.name()),
                    !decoupled && decay > 0 ? 1 : scale, rate, correction, keep);
        }
    }

    /** The gradient of the clipped loss plus decay·x²/2. */
    private static void addDecay(float[] x, float[] g, float scale, float decay) {
        for (int i = 0; i < x.length; i++) {
            g[i] = scale * g[i] + decay * x[i];
        }
    }

    /** The Euclidean norm over all parameters. */
    static double norm(Parameters gradient) {
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
