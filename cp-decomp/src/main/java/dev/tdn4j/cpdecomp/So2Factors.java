package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact factors of {@link So2Linear}, from real products for complex ones.
 *
 * <p>One complex product w z takes three (Gauss): with w = u + iv and z = a + ib from u(a+b), a(v−u), b(u+v).
 *
 * <p>A complex 2×2 matrix W times a vector x takes eleven, one less than four times three. Let o be a vector of outputs;
 * wanted is Re o†Wx. The four s = (1, 0) and (1, √2 e^{2πik/3})/√3, k = 1, 2, 3, point to the corners of a tetrahedron. A real
 * product
 *
 * <pre>p = Re(e^{−iθ} s†o) Re(e^{iθ} s†x) = ½ Re(e^{−2iθ} S) + ½ t,   S = (s†o)(x†s),   t = Re (s†o)(s†x)</pre>
 *
 * <p>holds what is wanted, S, beside what is not, t. Three angles separate them at three of the corners:
 * S = 4/3 Σ e^{2iθ} p, t = 2/3 Σ p. At the fourth two angles are enough, since its t is the sum of the others',
 * s₀s₀ᵀ = Σ_k s_k s_kᵀ. The four S give all of o x† = Σ_s S_s D_s with D_s = (3ss† − 1)/2, and Re o†Wx = Σ_s Re(S̄_s tr W D_s).
 */
final class So2Factors {

    /** One rank-one term: the columns for x, for the weights and for the output. */
    private record Term(double[] x, double[] w, double[] out) {}

    /** A complex number. */
    private record Complex(double re, double im) {

        static Complex polar(double length, double angle) {
            return new Complex(length * Math.cos(angle), length * Math.sin(angle));
        }

        Complex times(Complex z) {
            return new Complex(re * z.re - im * z.im, re * z.im + im * z.re);
        }

        Complex conjugate() {
            return new Complex(re, -im);
        }
    }

    /** Corner, then component. */
    private static final Complex[][] TETRAHEDRON = {
        {new Complex(1, 0), new Complex(0, 0)}, corner(1), corner(2), corner(3)
    };

    private final So2Linear linear;
    private final List<Term> terms = new ArrayList<>();

    So2Factors(So2Linear linear) {
        this.linear = linear;
    }

    private static Complex[] corner(int k) {
        return new Complex[] {new Complex(1 / Math.sqrt(3), 0), Complex.polar(Math.sqrt(2.0 / 3), 2 * Math.PI * k / 3)};
    }

    Factors gauss() {
        realProducts();
        for (int m = 1; m <= linear.lmax(); m++) {
            complexProducts(m, m);
        }
        return factors();
    }

    /** Two degrees by two as far as they go; of an odd number of degrees the last is left to Gauss. */
    Factors tetrahedral() {
        realProducts();
        for (int m = 1; m <= linear.lmax(); m++) {
            int rest = linear.lmax() + 1 - (linear.lmax() + 1 - m) % 2;
            for (int l1 = m; l1 < rest; l1 += 2) {
                for (int l3 = m; l3 < rest; l3 += 2) {
                    tile(l1, l3, m);
                }
            }
            complexProducts(m, rest);
        }
        return factors();
    }

    private void realProducts() {
        for (int l1 = 0; l1 <= linear.lmax(); l1++) {
            for (int l3 = 0; l3 <= linear.lmax(); l3++) {
                Term t = term();
                t.x[Degrees.index(l1, 0)] = 1;
                t.w[linear.weight(l1, l3, 0)] = 1;
                t.out[Degrees.index(l3, 0)] = 1;
            }
        }
    }

    /** Gauss' products of the pairs of degrees of which one is at least {@code from}. */
    private void complexProducts(int m, int from) {
        for (int l1 = m; l1 <= linear.lmax(); l1++) {
            for (int l3 = m; l3 <= linear.lmax(); l3++) {
                if (Math.max(l1, l3) >= from) {
                    complexProduct(l1, l3, m);
                }
            }
        }
    }

    private void complexProduct(int l1, int l3, int m) {
        int u = linear.weight(l1, l3, m);
        Term first = term();
        put(first.x, l1, m, new Complex(1, 1));
        put(first.out, l3, m, new Complex(1, 1));
        first.w[u] = 1;
        Term second = term();
        put(second.x, l1, m, new Complex(1, 0));
        put(second.out, l3, m, new Complex(0, 1));
        second.w[u] = -1;
        second.w[u + 1] = 1;
        Term third = term();
        put(third.x, l1, m, new Complex(0, 1));
        put(third.out, l3, m, new Complex(-1, 0));
        third.w[u] = 1;
        third.w[u + 1] = 1;
    }

    /** The eleven products for the degrees l1, l1+1 and l3, l3+1. */
    private void tile(int l1, int l3, int m) {
        for (int corner = 1; corner <= 3; corner++) {
            for (int j = 0; j < 3; j++) {
                double angle = Math.PI * j / 3;
                Term t = product(corner, angle, l1, l3, m);
                addTrace(t.w, corner, Complex.polar(4.0 / 3, 2 * angle), l1, l3, m);
                // Its share of t, which is taken away from both parts of the S at corner 0.
                addTrace(t.w, 0, new Complex(-2.0 / 3, -2.0 / 3), l1, l3, m);
            }
        }
        addTrace(product(0, 0, l1, l3, m).w, 0, new Complex(2, 0), l1, l3, m);
        addTrace(product(0, Math.PI / 4, l1, l3, m).w, 0, new Complex(0, 2), l1, l3, m);
    }

    /** p of one corner and angle; its weights are still to be set. */
    private Term product(int corner, double angle, int l1, int l3, int m) {
        Term t = term();
        for (int a = 0; a < 2; a++) {
            Complex s = TETRAHEDRON[corner][a];
            // Re(e^{−iθ} s̄ o) has the coefficients of the conjugate, e^{iθ} s.
            put(t.out, l3 + a, m, Complex.polar(1, angle).times(s));
            put(t.x, l1 + a, m, Complex.polar(1, -angle).times(s));
        }
        return t;
    }

    /** Adds Re(c̄ tr W D) to the weights of a term. */
    private void addTrace(double[] w, int corner, Complex c, int l1, int l3, int m) {
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                Complex outer = TETRAHEDRON[corner][b].times(TETRAHEDRON[corner][a].conjugate());
                Complex d = new Complex((3 * outer.re() - (a == b ? 1 : 0)) / 2, 3 * outer.im() / 2);
                Complex factor = c.conjugate().times(d);
                int u = linear.weight(l1 + b, l3 + a, m);
                w[u] += factor.re();
                w[u + 1] -= factor.im();
            }
        }
    }

    private static void put(double[] column, int l, int m, Complex z) {
        column[Degrees.index(l, m)] = z.re();
        column[Degrees.index(l, -m)] = z.im();
    }

    private Term term() {
        int n = Degrees.components(linear.lmax());
        Term term = new Term(new double[n], new double[linear.weights()], new double[n]);
        terms.add(term);
        return term;
    }

    private Factors factors() {
        return new Factors(
                terms.size(),
                columns(terms.stream().map(Term::x).toList()),
                columns(terms.stream().map(Term::w).toList()),
                columns(terms.stream().map(Term::out).toList()));
    }

    private static double[] columns(List<double[]> columns) {
        int rank = columns.size();
        double[] matrix = new double[columns.getFirst().length * rank];
        for (int at = 0; at < matrix.length; at++) {
            matrix[at] = columns.get(at % rank)[at / rank];
        }
        return matrix;
    }
}
