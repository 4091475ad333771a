package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What free path weights take out of the Gauss–Newton matrix. A residual that no longer holds the components along the C^p
 * of the weights that follow has the Jacobian (I − Σ_p C^p C^pᵀ)J, so its matrix is JᵀJ − Σ_p g_p g_pᵀ with g_p = JᵀC^p.
 * In each factor g_p touches the rows of one degree only.
 */
final class WeightTangents {

    /** g_p of one path: for each factor, where its rows begin in the factor's data, and their entries. */
    private record Tangent(int path, int[] begin, double[][] rows) {

        double dot(DMatrixRMaj[] p) {
            double sum = 0;
            for (int mode = 0; mode < 3; mode++) {
                double[] mine = rows[mode];
                double[] data = p[mode].data;
                for (int t = 0, at = begin[mode]; t < mine.length; t++, at++) {
                    sum += mine[t] * data[at];
                }
            }
            return sum;
        }

        void addScaled(double scale, DMatrixRMaj[] out) {
            for (int mode = 0; mode < 3; mode++) {
                double[] mine = rows[mode];
                double[] data = out[mode].data;
                int at = begin[mode];
                for (int t = 0; t < mine.length; t++) {
                    data[at + t] += scale * mine[t];
                }
            }
        }
    }

    private final List<Tangent> tangents = new ArrayList<>();

    /** The tangents at the present factors. */
    WeightTangents(CpFit fit) {
        FreeWeights weights = fit.weights();
        Tangent[] byPath = new Tangent[weights.paths().size()];
        for (int p = 0; p < byPath.length; p++) {
            if (weights.follows(p)) {
                byPath[p] = empty(p, weights.paths().get(p), fit.rank());
                tangents.add(byPath[p]);
            }
        }
        for (int t = 0; t < weights.sum().nonzeros(); t++) {
            Tangent tangent = byPath[weights.pathOf(t)];
            if (tangent != null) {
                for (int mode = 0; mode < 3; mode++) {
                    fit.addCoefficientProduct(mode, t, tangent.rows[mode], -tangent.begin[mode]);
                }
            }
        }
    }

    private static Tangent empty(int number, CouplingPath path, int rank) {
        int[] degree = {path.l1(), path.l2(), path.l3()};
        int[] begin = new int[3];
        double[][] rows = new double[3][];
        for (int mode = 0; mode < 3; mode++) {
            begin[mode] = degree[mode] * degree[mode] * rank;
            rows[mode] = new double[(2 * degree[mode] + 1) * rank];
        }
        return new Tangent(number, begin, rows);
    }

    /** out −= Σ_p g_p (g_pᵀ p). */
    void subtract(DMatrixRMaj[] p, DMatrixRMaj[] out) {
        for (Tangent tangent : tangents) {
            tangent.addScaled(-tangent.dot(p), out);
        }
    }

    /** out −= Σ_p q_p g_p for numbers given for all paths. */
    void subtract(double[] q, DMatrixRMaj[] out) {
        for (Tangent tangent : tangents) {
            tangent.addScaled(-q[tangent.path], out);
        }
    }

    /** Takes Σ_p g_p g_pᵀ from the upper triangle of a symmetric matrix over all entries of all factors. */
    void subtract(DMatrixRMaj normal, int[] offset) {
        for (Tangent tangent : tangents) {
            for (int mode = 0; mode < 3; mode++) {
                for (int other = mode; other < 3; other++) {
                    subtractBlock(tangent, mode, other, normal, offset);
                }
            }
        }
    }

    private static void subtractBlock(Tangent tangent, int mode, int other, DMatrixRMaj normal, int[] offset) {
        double[] rows = tangent.rows[mode];
        double[] columns = tangent.rows[other];
        for (int t = 0; t < rows.length; t++) {
            int at = (offset[mode] + tangent.begin[mode] + t) * normal.numCols + offset[other] + tangent.begin[other];
            for (int u = 0; u < columns.length; u++) {
                normal.data[at + u] -= rows[t] * columns[u];
            }
        }
    }
}
