package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.tdn4j.tensor.Coupling;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * A coupling contracted with a shared y: the matrices K_e = M(·, y_e, ·), a function of geometry alone that all channels
 * and layers can use, and the adjoint of that contraction. Vectors run over samples.
 *
 * <p>An instance has buffers: one thread at a time.
 */
public final class EdgeMatrices {

    /** Samples that are taken together. */
    private static final int BATCH = 2 * WIDTH;

    private final int n1;
    private final int n2;
    private final int n3;
    private final Part[] parts;
    private final float[] transposed = new float[Transpose.BUFFER];
    private final float[] ys;
    private final float[] rows;
    private final float[] matrices;

    /** One pair of degrees of x and the output: the matrix that makes rows of products from y, and its transpose. */
    private record Part(int[] quads, int[] singles, SparseMatrix fromY, SparseMatrix toY) {}

    /**
     * Prepares a coupling.
     *
     * @param coupling M, n1 × n2 × n3, every size an (L+1)²
     */
    public EdgeMatrices(Coupling coupling) {
        this.n1 = coupling.size(0);
        this.n2 = coupling.size(1);
        this.n3 = coupling.size(2);
        List<PairForm> forms = PairForm.of(coupling.permute(0, 2, 1), true);
        this.parts = forms.stream().map(this::part).toArray(Part[]::new);
        this.ys = new float[n2 * BATCH];
        this.rows = new float[forms.stream().mapToInt(PairForm::rows).max().orElse(0) * BATCH];
        this.matrices = new float[n3 * n1 * BATCH];
    }

    /** A quad (i₊, i₋, k₊, k₋) becomes the offsets of K₊₊, K₋₋, K₊₋, K₋₊, rows k and columns i of K. */
    private Part part(PairForm form) {
        int[] q = form.quads();
        int[] quads = new int[q.length];
        for (int t = 0; t < q.length; t += 4) {
            quads[t] = at(q[t], q[t + 2]);
            quads[t + 1] = at(q[t + 1], q[t + 3]);
            quads[t + 2] = at(q[t], q[t + 3]);
            quads[t + 3] = at(q[t + 1], q[t + 2]);
        }
        int[] singles = new int[form.singles().length / 2];
        for (int t = 0; t < singles.length; t++) {
            singles[t] = at(form.singles()[2 * t], form.singles()[2 * t + 1]);
        }
        int[] outputs = PairForm.offsets(form.outputs(), BATCH);
        int[] places = PairForm.offsets(form.rows(), BATCH);
        double[][] matrix = new double[form.rows()][outputs.length];
        for (int r = 0; r < matrix.length; r++) {
            for (int j = 0; j < outputs.length; j++) {
                matrix[r][j] = form.matrix()[j][r];
            }
        }
        return new Part(
                quads,
                singles,
                new SparseMatrix(matrix, places, outputs, false),
                new SparseMatrix(form.matrix(), outputs, places, false));
    }

    private int at(int i, int k) {
        return (k * n1 + i) * BATCH;
    }

    /**
     * Computes K_e[k][i] = Σ_j M_ijk y_e[j].
     *
     * @param samples how many, at least 0
     * @param y [samples][n2]
     * @param k where the matrices go, [samples][n3][n1]
     * @throws IllegalArgumentException if an array is too short
     */
    public void contract(int samples, float[] y, float[] k) {
        Buffers.check("y", y, samples, n2);
        Buffers.check("the matrices", k, samples, n3 * n1);
        contract(samples, y, 0, k, 0);
    }

    void contract(int samples, float[] y, int yAt, float[] k, int kAt) {
        int size = n3 * n1;
        for (int s = 0; s < samples; s += BATCH) {
            int count = Math.min(BATCH, samples - s);
            Transpose.apply(y, yAt + s * n2, n2, ys, 0, BATCH, count, n2, transposed);
            for (Part part : parts) {
                part.fromY.apply(ys, 0, rows, 0, BATCH, false);
                spread(part);
            }
            Transpose.apply(matrices, 0, BATCH, k, kAt + s * size, size, size, count, transposed);
        }
    }

    private void spread(Part part) {
        int at = 0;
        for (int t = 0; t < part.quads.length; t += 4) {
            for (int s = 0; s < BATCH; s += WIDTH) {
                FloatVector v0 = fromArray(FLOATS, rows, at + s), v1 = fromArray(FLOATS, rows, at + BATCH + s);
                FloatVector v2 = fromArray(FLOATS, rows, at + 2 * BATCH + s), v3 = fromArray(FLOATS, rows, at + 3 * BATCH + s);
                v1.add(v0).intoArray(matrices, part.quads[t] + s);
                v1.sub(v0).intoArray(matrices, part.quads[t + 1] + s);
                v2.add(v3).intoArray(matrices, part.quads[t + 2] + s);
                v2.sub(v3).intoArray(matrices, part.quads[t + 3] + s);
            }
            at += 4 * BATCH;
        }
        for (int single : part.singles) {
            System.arraycopy(rows, at, matrices, single, BATCH);
            at += BATCH;
        }
    }

    /**
     * The adjoint of {@link #contract}: gradY_e[j] = Σ_ik M_ijk G_e[k][i].
     *
     * @param samples how many, at least 0
     * @param gradMatrices G, [samples][n3][n1]
     * @param gradY where the gradient goes, [samples][n2]
     * @throws IllegalArgumentException if an array is too short
     */
    public void contractAdjoint(int samples, float[] gradMatrices, float[] gradY) {
        Buffers.check("the gradients of the matrices", gradMatrices, samples, n3 * n1);
        Buffers.check("the gradient of y", gradY, samples, n2);
        contractAdjoint(samples, gradMatrices, 0, n1, gradY, 0);
    }

    /** With rows of G so far apart. */
    void contractAdjoint(int samples, float[] g, int gAt, int rowStride, float[] gradY, int yAt) {
        for (int s = 0; s < samples; s += BATCH) {
            int count = Math.min(BATCH, samples - s);
            for (int k = 0; k < n3; k++) {
                Transpose.apply(g, gAt + (s * n3 + k) * rowStride, n3 * rowStride, matrices, k * n1 * BATCH, BATCH, count, n1, transposed);
            }
            java.util.Arrays.fill(ys, 0);
            for (Part part : parts) {
                gather(part);
                part.toY.apply(rows, 0, ys, 0, BATCH, true);
            }
            Transpose.apply(ys, 0, BATCH, gradY, yAt + s * n2, n2, n2, count, transposed);
        }
    }

    private void gather(Part part) {
        int at = 0;
        for (int t = 0; t < part.quads.length; t += 4) {
            for (int s = 0; s < BATCH; s += WIDTH) {
                FloatVector pp = fromArray(FLOATS, matrices, part.quads[t] + s), mm = fromArray(FLOATS, matrices, part.quads[t + 1] + s);
                FloatVector pm = fromArray(FLOATS, matrices, part.quads[t + 2] + s), mp = fromArray(FLOATS, matrices, part.quads[t + 3] + s);
                pp.sub(mm).intoArray(rows, at + s);
                pp.add(mm).intoArray(rows, at + BATCH + s);
                pm.add(mp).intoArray(rows, at + 2 * BATCH + s);
                pm.sub(mp).intoArray(rows, at + 3 * BATCH + s);
            }
            at += 4 * BATCH;
        }
        for (int single : part.singles) {
            System.arraycopy(matrices, single, rows, at, BATCH);
            at += BATCH;
        }
    }
}
