package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.Elementary;
import uk.ac.manchester.tornado.api.math.TornadoMath;

/** The elementary functions, in the order of {@link Elementary}. */
final class ElementaryKernels {

    private ElementaryKernels() {}

    static float apply(int function, float x) {
        float result;
        switch (function) {
            case 0 -> result = TornadoMath.exp(x);
            case 1 -> result = TornadoMath.log(x);
            case 2 -> result = TornadoMath.sqrt(x);
            case 3 -> result = 1 / x;
            case 4 -> result = TornadoMath.sin(x);
            case 5 -> result = TornadoMath.cos(x);
            case 6 -> result = TornadoMath.abs(x);
            case 7 -> result = x > 0 ? 1 : x < 0 ? -1 : x;
            default -> result = logistic(function, x);
        }
        return result;
    }

    /** Sigmoid, SiLU and their derivatives, as functions of x and σ(x). */
    private static float logistic(int function, float x) {
        float s = 1 / (1 + TornadoMath.exp(-x));
        float s1 = s * (1 - s);
        float s2 = s1 * (1 - 2 * s);
        float s3 = s1 * (1 - 6 * s1);
        float result;
        switch (function) {
            case 8 -> result = s;
            case 9 -> result = s1;
            case 10 -> result = s2;
            case 11 -> result = s3;
            case 12 -> result = x * s;
            case 13 -> result = s + x * s1;
            case 14 -> result = 2 * s1 + x * s2;
            default -> result = 3 * s2 + x * s3;
        }
        return result;
    }
}
