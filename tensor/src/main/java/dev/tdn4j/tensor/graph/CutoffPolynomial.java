package dev.tdn4j.tensor.graph;

import java.util.Arrays;
import java.util.List;

/**
 * A polynomial in 1 − x below 1 and zero from there on: smooth cutoff envelopes of x = d/r_c, and their derivatives. Powers
 * of 1 − x, because near the cutoff powers of x would cancel to nothing but rounding.
 *
 * @param coefficients a₀, a₁, … of Σ aₖ (1−x)ᵏ
 */
public record CutoffPolynomial(List<Double> coefficients) implements Function {

    /** Keeps a copy of the coefficients. */
    public CutoffPolynomial {
        coefficients = List.copyOf(coefficients);
    }

    /**
     * The envelope of Gasteiger et al. (arXiv 2003.03123, eq. 8), 1 − (p+1)(p+2)/2 xᵖ + p(p+2) xᵖ⁺¹ − p(p+1)/2 xᵖ⁺²: it is 1
     * at 0, and at 1 it vanishes with its first two derivatives.
     *
     * @param p the exponent, at least 2
     * @return the envelope
     */
    public static CutoffPolynomial envelope(int p) {
        if (p < 2) {
            throw new IllegalArgumentException("the envelope's exponent must be at least 2, but is " + p);
        }
        double[] a = new double[p + 3];
        a[0] = 1;
        addPower(a, p, -(p + 1) * (p + 2) / 2.0);
        addPower(a, p + 1, p * (p + 2.0));
        addPower(a, p + 2, -p * (p + 1) / 2.0);
        return new CutoffPolynomial(Arrays.stream(a).boxed().toList());
    }

    /** Adds scale·xᵉ = scale·(1 − t)ᵉ to a polynomial in t; the sums are of integers, so the low powers vanish exactly. */
    private static void addPower(double[] a, int exponent, double scale) {
        double binomial = scale;
        for (int k = 0; k <= exponent; k++) {
            a[k] += binomial;
            binomial *= -(double) (exponent - k) / (k + 1);
        }
    }

    @Override
    public double at(double x) {
        if (x >= 1) {
            return 0;
        }
        double sum = 0;
        for (int k = coefficients.size() - 1; k >= 0; k--) {
            sum = sum * (1 - x) + coefficients.get(k);
        }
        return sum;
    }

    @Override
    public Value derivative(Graph graph, Value x, Value y) {
        if (coefficients.size() < 2) {
            return graph.affine(x, 0, 0);
        }
        Double[] slopes = new Double[coefficients.size() - 1];
        Arrays.setAll(slopes, k -> -(k + 1) * coefficients.get(k + 1));
        return graph.apply(new CutoffPolynomial(List.of(slopes)), x);
    }
}
