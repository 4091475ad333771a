package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
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
 * <p>The path weights are the integrals' own, evened out by a scale for every degree of x, y and the output, which costs
 * no rank.
 *
 * @param spec the paths, and the weights that the integrals and scales give them
 * @param relativeError ‖M̂ − M_w‖_F / ‖M_w‖_F, measured from the factors in double
 * @param factors n×R each
 */
public record Quadrature(CouplingSpec spec, double relativeError, Factors factors) {

    /** The name of the method. */
    public static final String METHOD = "quadrature";

    /** Sweeps of the fit of logarithms, which converges by a constant factor each. */
    private static final int SWEEPS = 200;

    /** One rank-one term: the three columns. */
    private record Term(double[] a, double[] b, double[] c) {}

    /**
     * Factors of the even paths.
     *
     * @param lmax the largest degree L, at least 0
     * @return factors of rank (⌊3L/2⌋+1)(3L+1)
     */
    public static Quadrature even(int lmax) {
        return measured(lmax, scaled(lmax, gaunt(lmax), CouplingPath.even(lmax)));
    }

    /**
     * Factors of all paths.
     *
     * @param lmax the largest degree L, at least 0
     * @return factors of the rank of the even paths and twice the points of degree 3L−1
     */
    public static Quadrature all(int lmax) {
        List<Term> terms = new ArrayList<>(scaled(lmax, gaunt(lmax), CouplingPath.even(lmax)));
        List<CouplingPath> odd =
                CouplingPath.all(lmax).stream().filter(path -> !path.isEven()).toList();
        if (!odd.isEmpty()) {
            terms.addAll(scaled(lmax, poisson(lmax), odd));
        }
        return measured(lmax, terms);
    }

    private static List<Term> gaunt(int lmax) {
        int n = Degrees.components(lmax);
        List<Term> terms = new ArrayList<>();
        for (SphereGrid.Point point : SphereGrid.exactTo(3 * lmax)) {
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
        for (SphereGrid.Point point : SphereGrid.exactTo(3 * lmax - 1)) {
            double[] y = harmonics(lmax, point);
            double[][] tangents = tangents(point);
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

    private static double[] harmonics(int lmax, SphereGrid.Point point) {
        double[] y = new double[Degrees.components(lmax)];
        SolidHarmonics.values(lmax, point.x(), point.y(), point.z(), y, 0);
        return y;
    }

    /** Two unit vectors with e₁ × e₂ = s; e₁ starts from the axis that s is farthest from. */
    private static double[][] tangents(SphereGrid.Point point) {
        double[] s = {point.x(), point.y(), point.z()};
        int axis = Math.abs(s[0]) <= Math.abs(s[1]) ? Math.abs(s[0]) <= Math.abs(s[2]) ? 0 : 2 : Math.abs(s[1]) <= Math.abs(s[2]) ? 1 : 2;
        double[] first = new double[3];
        double length = Math.sqrt(1 - s[axis] * s[axis]);
        for (int a = 0; a < 3; a++) {
            first[a] = ((a == axis ? 1 : 0) - s[axis] * s[a]) / length;
        }
        double[] second = {
            s[1] * first[2] - s[2] * first[1], s[2] * first[0] - s[0] * first[2], s[0] * first[1] - s[1] * first[0]
        };
        return new double[][] {first, second};
    }

    /** Scales every degree of x, y and the output so that the paths' weights are as even as that makes them, around 1. */
    private static List<Term> scaled(int lmax, List<Term> terms, List<CouplingPath> paths) {
        Coupling tensor = factors(terms).toCoupling();
        double[] weights = weights(lmax, tensor, paths);
        double[][] logs = evenOut(lmax, paths, weights);
        double sign = Math.signum(weights[0]);
        return terms.stream()
                .map(term -> new Term(
                        scaled(term.a(), logs[0], sign), scaled(term.b(), logs[1], 1), scaled(term.c(), logs[2], 1)))
                .toList();
    }

    private static double[] scaled(double[] column, double[] logs, double sign) {
        double[] scaled = new double[column.length];
        for (int i = 0; i < column.length; i++) {
            scaled[i] = sign * column[i] * Math.exp(logs[Degrees.degree(i)]);
        }
        return scaled;
    }

    /** Least squares of log|w| + a_l1 + b_l2 + c_l3 over the paths, one degree of one argument after another. */
    private static double[][] evenOut(int lmax, List<CouplingPath> paths, double[] weights) {
        double[][] logs = new double[3][lmax + 1];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int slot = 0; slot < 3; slot++) {
                double[] sum = new double[lmax + 1];
                int[] count = new int[lmax + 1];
                for (int p = 0; p < weights.length; p++) {
                    CouplingPath path = paths.get(p);
                    double log = Math.log(Math.abs(weights[p])) + logs[0][path.l1()] + logs[1][path.l2()] + logs[2][path.l3()];
                    int l = slot == 0 ? path.l1() : slot == 1 ? path.l2() : path.l3();
                    sum[l] += log;
                    count[l]++;
                }
                for (int l = 0; l <= lmax; l++) {
                    logs[slot][l] -= count[l] == 0 ? 0 : sum[l] / count[l];
                }
            }
        }
        return logs;
    }

    /** ⟨M, C_path⟩ of every path: its weight, for each C has norm 1 and no entry in common with another. */
    private static double[] weights(int lmax, Coupling tensor, List<CouplingPath> paths) {
        int n = Degrees.components(lmax);
        double[] dense = tensor.dense();
        double[] weights = new double[paths.size()];
        for (int p = 0; p < weights.length; p++) {
            CouplingPath path = paths.get(p);
            Coupling c = CouplingCoefficients.of(path);
            for (int t = 0; t < c.nonzeros(); t++) {
                int i = path.l1() * path.l1() + c.i(t);
                int j = path.l2() * path.l2() + c.j(t);
                int k = path.l3() * path.l3() + c.k(t);
                weights[p] += c.value(t) * dense[(i * n + j) * n + k];
            }
        }
        return weights;
    }

    private static Quadrature measured(int lmax, List<Term> terms) {
        Factors factors = factors(terms);
        List<CouplingPath> candidates = CouplingPath.all(lmax);
        double[] weights = weights(lmax, factors.toCoupling(), candidates);
        List<CouplingPath> paths = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        boolean odd = terms.size() > SphereGrid.exactTo(3 * lmax).size();
        for (int p = 0; p < weights.length; p++) {
            if (odd || candidates.get(p).isEven()) {
                paths.add(candidates.get(p));
                kept.add(weights[p]);
            }
        }
        CouplingSpec spec = new CouplingSpec(lmax, paths, kept);
        return new Quadrature(spec, Als.relativeError(spec.tensor(), factors), factors);
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
