package dev.tdn4j.tensor.graph;

/**
 * The elementary functions. Sigmoid and SiLU come with their first three derivatives as functions of their own: energies
 * trained on forces need two, Hessian-vector products the third.
 */
public enum Elementary implements Function {
    /** eˣ. */
    EXP,
    /** ln x. */
    LOG,
    /** √x. */
    SQRT,
    /** 1/x. */
    RECIPROCAL,
    /** sin x. */
    SIN,
    /** cos x. */
    COS,
    /** |x|; its derivative is {@link #SIGN}. */
    ABS,
    /** The sign of x, 0 at 0; its derivative is taken as 0. */
    SIGN,
    /** σ(x) = 1/(1+e⁻ˣ). */
    SIGMOID,
    /** σ′. */
    SIGMOID_1,
    /** σ″. */
    SIGMOID_2,
    /** σ‴. */
    SIGMOID_3,
    /** x·σ(x). */
    SILU,
    /** The first derivative of SiLU. */
    SILU_1,
    /** The second derivative of SiLU. */
    SILU_2,
    /** The third derivative of SiLU. */
    SILU_3;

    @Override
    public double at(double x) {
        return switch (this) {
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case SIGMOID -> sigmoid(x);
            case SIGMOID_1 -> sigmoid1(x);
            case SIGMOID_2 -> sigmoid2(x);
            case SIGMOID_3 -> sigmoid3(x);
            case SILU -> x * sigmoid(x);
            case SILU_1 -> sigmoid(x) + x * sigmoid1(x);
            case SILU_2 -> 2 * sigmoid1(x) + x * sigmoid2(x);
            case SILU_3 -> 3 * sigmoid2(x) + x * sigmoid3(x);
        };
    }

    @Override
    public Value derivative(Graph graph, Value x, Value y) {
        return switch (this) {
            case EXP -> y;
            case LOG -> graph.apply(RECIPROCAL, x);
            case SQRT -> graph.affine(graph.apply(RECIPROCAL, y), 0.5, 0);
            case RECIPROCAL -> graph.affine(graph.multiply(y, y), -1, 0);
            case SIN -> graph.apply(COS, x);
            case COS -> graph.affine(graph.apply(SIN, x), -1, 0);
            case ABS -> graph.apply(SIGN, x);
            case SIGN -> graph.affine(x, 0, 0);
            case SIGMOID -> graph.apply(SIGMOID_1, x);
            case SIGMOID_1 -> graph.apply(SIGMOID_2, x);
            case SIGMOID_2 -> graph.apply(SIGMOID_3, x);
            case SILU -> graph.apply(SILU_1, x);
            case SILU_1 -> graph.apply(SILU_2, x);
            case SILU_2 -> graph.apply(SILU_3, x);
            case SIGMOID_3, SILU_3 -> throw new ArithmeticException(
                    "the fourth derivative of " + (this == SILU_3 ? "SiLU" : "the sigmoid") + " is not available: differentiate at most three times");
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double sigmoid1(double x) {
        double s = sigmoid(x);
        return s * (1 - s);
    }

    private static double sigmoid2(double x) {
        return sigmoid1(x) * (1 - 2 * sigmoid(x));
    }

    private static double sigmoid3(double x) {
        double s1 = sigmoid1(x);
        return s1 * (1 - 6 * s1);
    }
}
