package dev.tdn4j.cpdecomp.invariant;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The least-squares problem min ‖M − M̂‖_F² over sums M̂ of whole orbits, M invariant too, at its present parameters. Those of
 * an orbit are the coordinates of its first term times √size, so that the sum of their squares is that of the entries of all
 * three factors.
 *
 * <p>Residuals are invariant, so that the derivatives by the first term of an orbit are those by all others: the problem
 * shrinks by the order of the group. The residual is always formed entry by entry, and exact to rounding however small.
 */
final class OrbitFit {

    private final int n;
    private final List<OrbitType> orbits;
    private final int rank;
    private final int unknowns;
    /** Where each orbit's parameters and terms begin. */
    private final int[] firstUnknown;

    private final int[] firstTerm;
    private final double[] parameters;
    private final DMatrixRMaj[] factor = new DMatrixRMaj[3];
    private final DMatrixRMaj khatriRao;
    /** M and M − M̂ at ((j, k), i). */
    private final DMatrixRMaj target;

    private final DMatrixRMaj residual;

    /** All parameters 0. */
    OrbitFit(Coupling m, List<OrbitType> orbits) {
        this.n = m.size(0);
        this.orbits = List.copyOf(orbits);
        firstUnknown = new int[orbits.size() + 1];
        firstTerm = new int[orbits.size() + 1];
        for (int q = 0; q < orbits.size(); q++) {
            firstUnknown[q + 1] = firstUnknown[q] + orbits.get(q).dimension();
            firstTerm[q + 1] = firstTerm[q] + orbits.get(q).size();
        }
        unknowns = firstUnknown[orbits.size()];
        rank = firstTerm[orbits.size()];
        parameters = new double[unknowns];
        for (int axis = 0; axis < 3; axis++) {
            factor[axis] = new DMatrixRMaj(n, rank);
        }
        khatriRao = new DMatrixRMaj(n * n, rank);
        residual = new DMatrixRMaj(n * n, n);
        target = new DMatrixRMaj(n * n, n);
        for (int t = 0; t < m.nonzeros(); t++) {
            target.set(m.j(t) * n + m.k(t), m.i(t), m.value(t));
        }
    }

    int unknowns() {
        return unknowns;
    }

    double[] parameters() {
        return parameters.clone();
    }

    /** Independent normal parameters, so that columns have norm about {@code columnNorm}. */
    void random(double columnNorm, RandomGenerator random) {
        double[] start = new double[unknowns];
        for (int q = 0; q < orbits.size(); q++) {
            double deviation = columnNorm * Math.sqrt(3.0 * orbits.get(q).size() / orbits.get(q).dimension());
            for (int t = firstUnknown[q]; t < firstUnknown[q + 1]; t++) {
                start[t] = deviation * random.nextGaussian();
            }
        }
        set(start);
    }

    /** Sets the parameters, and the terms that they stand for. */
    void set(double[] values) {
        System.arraycopy(values, 0, parameters, 0, unknowns);
        for (int q = 0; q < orbits.size(); q++) {
            for (int term = firstTerm[q]; term < firstTerm[q + 1]; term++) {
                setTerm(q, term);
            }
        }
    }

    private void setTerm(int q, int term) {
        OrbitType orbit = orbits.get(q);
        double[] image = orbit.image(term - firstTerm[q]);
        double scale = 1 / Math.sqrt(orbit.size());
        for (int row = 0; row < 3 * n; row++) {
            double sum = 0;
            for (int c = 0; c < orbit.dimension(); c++) {
                sum += image[row * orbit.dimension() + c] * parameters[firstUnknown[q] + c];
            }
            factor[row / n].set(row % n, term, scale * sum);
        }
    }

    Factors factors() {
        return new Factors(rank, factor[0].data, factor[1].data, factor[2].data);
    }

    /** ‖M − M̂‖_F; the residual is kept for {@link #gradient}. */
    double error() {
        for (int j = 0, at = 0; j < n; j++) {
            for (int k = 0; k < n; k++) {
                for (int r = 0; r < rank; r++) {
                    khatriRao.data[at++] = factor[1].data[j * rank + r] * factor[2].data[k * rank + r];
                }
            }
        }
        CommonOps_DDRM.multTransB(khatriRao, factor[0], residual);
        CommonOps_DDRM.subtract(target, residual, residual);
        double squared = 0;
        for (double entry : residual.data) {
            squared += entry * entry;
        }
        return Math.sqrt(squared);
    }

    /** Jᵀ(M − M̂) of the residual last formed. */
    double[] gradient() {
        double[] gradient = new double[unknowns];
        for (int q = 0; q < orbits.size(); q++) {
            OrbitType orbit = orbits.get(q);
            double[] products = residualProducts(firstTerm[q]);
            double[] basis = orbit.image(0);
            double scale = Math.sqrt(orbit.size());
            for (int row = 0; row < 3 * n; row++) {
                for (int c = 0; c < orbit.dimension(); c++) {
                    gradient[firstUnknown[q] + c] += scale * products[row] * basis[row * orbit.dimension() + c];
                }
            }
        }
        return gradient;
    }

    /** The residual times two vectors of a term, for each choice of the third. */
    private double[] residualProducts(int term) {
        double[] a = column(0, term);
        double[] b = column(1, term);
        double[] c = column(2, term);
        double[] out = new double[3 * n];
        for (int j = 0, at = 0; j < n; j++) {
            for (int k = 0; k < n; k++, at += n) {
                double product = b[j] * c[k];
                double inner = 0;
                for (int i = 0; i < n; i++) {
                    out[i] += product * residual.data[at + i];
                    inner += a[i] * residual.data[at + i];
                }
                out[n + j] += inner * c[k];
                out[2 * n + k] += inner * b[j];
            }
        }
        return out;
    }

    private double[] column(int axis, int term) {
        double[] column = new double[n];
        for (int row = 0; row < n; row++) {
            column[row] = factor[axis].data[row * rank + term];
        }
        return column;
    }

    /** JᵀJ, from the first term of one orbit and all terms of the other for every pair of orbits. */
    DMatrixRMaj normalMatrix() {
        DMatrixRMaj normal = new DMatrixRMaj(unknowns, unknowns);
        IntStream.range(0, orbits.size()).parallel().forEach(q -> setRows(q, normal));
        for (int row = 0; row < unknowns; row++) {
            for (int column = 0; column < row; column++) {
                normal.data[row * unknowns + column] = normal.data[column * unknowns + row];
            }
        }
        return normal;
    }

    private void setRows(int q, DMatrixRMaj normal) {
        OrbitType own = orbits.get(q);
        DMatrixRMaj basis = DMatrixRMaj.wrap(3 * n, own.dimension(), own.image(0));
        for (int p = q; p < orbits.size(); p++) {
            OrbitType other = orbits.get(p);
            DMatrixRMaj sum = new DMatrixRMaj(3 * n, other.dimension());
            for (int g = 0; g < other.size(); g++) {
                addProduct(firstTerm[q], firstTerm[p] + g, other.image(g), sum);
            }
            DMatrixRMaj block = new DMatrixRMaj(own.dimension(), other.dimension());
            CommonOps_DDRM.multTransA(Math.sqrt((double) own.size() / other.size()), basis, sum, block);
            CommonOps_DDRM.insert(block, normal, firstUnknown[q], firstUnknown[p]);
        }
    }

    /**
     * Adds J_rᵀ J_s W for the terms r and s. With u of r and v of s, block (m, m) of J_rᵀ J_s is the product of the two other
     * ⟨u, v⟩ times the identity, and block (m, m') is v_m u_m'ᵀ times the third.
     */
    private void addProduct(int r, int s, double[] w, DMatrixRMaj sum) {
        int d = sum.numCols;
        double[] inner = new double[3];
        double[] along = new double[3 * d];
        for (int m = 0; m < 3; m++) {
            for (int row = 0; row < n; row++) {
                double entry = factor[m].data[row * rank + r];
                inner[m] += entry * factor[m].data[row * rank + s];
                addScaled(entry, w, (m * n + row) * d, along, m * d, d);
            }
        }
        double[] across = new double[d];
        for (int m = 0; m < 3; m++) {
            int next = (m + 1) % 3;
            int last = (m + 2) % 3;
            for (int t = 0; t < d; t++) {
                across[t] = inner[last] * along[next * d + t] + inner[next] * along[last * d + t];
            }
            for (int row = 0; row < n; row++) {
                int at = (m * n + row) * d;
                addScaled(inner[next] * inner[last], w, at, sum.data, at, d);
                addScaled(factor[m].data[row * rank + s], across, 0, sum.data, at, d);
            }
        }
    }

    private static void addScaled(double scale, double[] in, int from, double[] out, int to, int length) {
        for (int t = 0; t < length; t++) {
            out[to + t] += scale * in[from + t];
        }
    }
}
