package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.sphere.SpherePoints;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact CP factors in closed form, of rank O(L²), for every L. With f and g the functions on the sphere whose coefficients
 * are x and y, the mean of f·g·Y_k over the sphere couples by the even paths (Gaunt), and that of s·(∇f × ∇g)·Y_k by the
 * odd ones (Poisson). A quadrature that is exact for these polynomials turns each point into one rank-one term, or two.
 *
 * <p>The products Y_i Y_j Y_k span all polynomials up to degree 3L on the sphere, and the brackets those up to 3L−1, of even
 * and odd parity alike. So the exactness of the point sets is not only sufficient but necessary: a set without the
 * antipodes, exact on one parity alone, leaves a part that is not equivariant.
 *
 * <p>The path weights are the integrals' own, evened out by a scale for every degree of x, y and the output, which costs
 * no rank.
 */
public final class Quadrature {

    /** The name of the method. */
    public static final String METHOD = "quadrature";

    /** One rank-one term: the three columns. */
    private record Term(double[] a, double[] b, double[] c) {}

    private Quadrature() {}

    /**
     * Factors of the even paths.
     *
     * @param lmax the largest degree L, at least 0
     * @return factors of the rank N(3L), exact to rounding, with N(t) the number of {@link SpherePoints} of degree t
     */
    public static Decomposition even(int lmax) {
        long begin = System.nanoTime();
        return measured(lmax, evened(lmax, gaunt(lmax), CouplingPath.even(lmax)), begin);
    }

    /**
     * Factors of all paths.
     *
     * @param lmax the largest degree L, at least 0
     * @return factors of the rank N(3L) + 2 N(3L−1), exact to rounding
     */
    public static Decomposition all(int lmax) {
        long begin = System.nanoTime();
        Factors factors = evened(lmax, gaunt(lmax), CouplingPath.even(lmax));
        return measured(lmax, lmax == 0 ? factors : factors.plus(odd(lmax).factors()), begin);
    }

    /** Factors of the odd paths, of which there are some from L = 1 on: twice as many as points of degree 3L−1. */
    static Decomposition odd(int lmax) {
        long begin = System.nanoTime();
        List<CouplingPath> odd =
                CouplingPath.all(lmax).stream().filter(path -> !path.isEven()).toList();
        return measured(lmax, evened(lmax, poisson(lmax), odd), begin);
    }

    private static Decomposition measured(int lmax, Factors factors, long begin) {
        CouplingSpec spec = PathWeights.nearest(factors, lmax);
        double error = FactorResidual.relative(spec.tensor(), factors);
        return new Decomposition(spec, factors, error, (System.nanoTime() - begin) / 1e9, METHOD, "version 2");
    }

    /** Scales every degree of x, y and the output so that the paths' weights are as even as that makes them, around 1. */
    private static Factors evened(int lmax, List<Term> terms, List<CouplingPath> paths) {
        Factors raw = factors(terms);
        return DegreeScales.evening(lmax, paths, PathWeights.of(raw, lmax, paths)).apply(raw);
    }

    private static List<Term> gaunt(int lmax) {
        int n = Degrees.components(lmax);
        List<Term> terms = new ArrayList<>();
        for (SpherePoints.Point point : SpherePoints.exactTo(3 * lmax).points()) {
            double[] y = harmonics(lmax, point);
            double[] c = new double[n];
            for (int k = 0; k < n; k++) {
                c[k] = point.weight() * y[k];
            }
            terms.add(new Term(y, y, c));
        }
        return terms;
    }

    /** s·(∇f × ∇g) = (e₁·∇f)(e₂·∇g) − (e₂·∇f)(e₁·∇g) for tangents with e₁ × e₂ = s: nothing is singular at the poles. */
    private static List<Term> poisson(int lmax) {
        int n = Degrees.components(lmax);
        Coupling gradient = SolidHarmonics.gradient(lmax);
        List<Term> terms = new ArrayList<>();
        for (SpherePoints.Point point : SpherePoints.exactTo(3 * lmax - 1).points()) {
            double[] y = harmonics(lmax, point);
            double[][] tangents = point.tangents();
            double[] first = new double[n];
            double[] second = new double[n];
            for (int t = 0; t < gradient.nonzeros(); t++) {
                double slope = gradient.value(t) * y[gradient.i(t)];
                first[gradient.j(t)] += slope * tangents[0][gradient.k(t)];
                second[gradient.j(t)] += slope * tangents[1][gradient.k(t)];
            }
            double[] c = new double[n];
            double[] minus = new double[n];
            for (int k = 0; k < n; k++) {
                c[k] = point.weight() * y[k];
                minus[k] = -c[k];
            }
            terms.add(new Term(first, second, c));
            terms.add(new Term(second, first, minus));
        }
        return terms;
    }

    private static double[] harmonics(int lmax, SpherePoints.Point point) {
        double[] y = new double[Degrees.components(lmax)];
        SolidHarmonics.values(lmax, point.x(), point.y(), point.z(), y, 0);
        return y;
    }

    private static Factors factors(List<Term> terms) {
        int rank = terms.size();
        int n = terms.getFirst().a().length;
        double[][] matrices = new double[3][n * rank];
        for (int r = 0; r < rank; r++) {
            for (int i = 0; i < n; i++) {
                matrices[0][i * rank + r] = terms.get(r).a()[i];
                matrices[1][i * rank + r] = terms.get(r).b()[i];
                matrices[2][i * rank + r] = terms.get(r).c()[i];
            }
        }
        return new Factors(rank, matrices[0], matrices[1], matrices[2]);
    }
}
