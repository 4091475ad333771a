package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.DoubleLanes.WIDTH;
import static dev.tdn4j.kernels.harmonics.DoublePoints.CHUNK;


/**
 * Real harmonics of many vectors in double, with first and second derivatives: one vector a lane. Whatever is returned is
 * written into the caller's arrays, and nothing is allocated. An instance may be used by many threads at once.
 *
 * <p>With n vectors and k = (L+1)² components there are three layouts, each with its own methods:
 *
 * <ul>
 *   <li><b>rows</b>: vectors [n][3], values [n][k], derivatives [n][3][k], along x, y, z;
 *   <li><b>columns</b>: vectors x[n], y[n], z[n], values [k][stride], derivatives [3][k][stride], stride ≥ n;
 *   <li><b>blocks</b>: vectors x[n], y[n], z[n], values [⌈n/w⌉][k][w], derivatives [⌈n/w⌉][3][k][w], where w is
 *       {@link #blockWidth()}; lanes beyond n are overwritten. It is the fastest.
 * </ul>
 *
 * <p>Derivatives are those along the vector as it was given, v, also of Y(v/|v|). On the sphere a vector whose length is
 * not from 2⁻⁴⁸⁰ to 2⁴⁸⁰ is refused, as it has no direction that double numbers could tell, and so no derivative either;
 * what was written for vectors before it stays. Solid harmonics are defined everywhere: at the zero vector those of
 * degree 0 are constant, all others are 0, and the derivatives are finite (those of degree 1 are constant).
 *
 * <p>Stores are fastest where they begin at multiples of 64 bytes. The elements of large Java arrays begin 16 bytes
 * after one under the usual collectors: results that begin 48 bytes into such an array, at strides that are multiples of
 * 64 bytes, are aligned.
 */
public final class DoubleHarmonics {

    private final HarmonicsBasis basis;
    private final int components;
    private final Coefficients coefficients;
    private final DoubleRecurrence recurrence;
    private final ThreadLocal<Work> work = ThreadLocal.withInitial(this::newWork);

    /** What a thread needs. */
    private record Work(
            DoublePoints points, DoubleContraction contraction, DoubleTranspose transpose, double[] values, double[] gradients,
            double[] planes, double[] result) {}

    /**
     * Prepares the constants.
     *
     * @param basis which harmonics
     */
    public DoubleHarmonics(HarmonicsBasis basis) {
        this.basis = basis;
        this.components = basis.components();
        this.coefficients = new Coefficients(basis);
        this.recurrence = new DoubleRecurrence(basis, coefficients);
    }

    private Work newWork() {
        int block = Math.max(components, WIDTH) * WIDTH;
        return new Work(new DoublePoints(basis), new DoubleContraction(basis, coefficients), new DoubleTranspose(),
                new double[block], new double[3 * block], new double[3 * CHUNK], new double[3 * CHUNK]);
    }

    /**
     * Which harmonics these are.
     *
     * @return the basis
     */
    public HarmonicsBasis basis() {
        return basis;
    }

    /**
     * The number of vectors in a block of the blocked layout, the lanes of a register.
     *
     * @return w, a power of two
     */
    public static int blockWidth() {
        return WIDTH;
    }

    /**
     * The harmonics of vectors in rows.
     *
     * @param vectors x, y, z, x, y, z, …: [n][3]
     * @param from where they begin
     * @param n the number of vectors, at least 0
     * @param values gets the harmonics: [n][k]
     * @param to where they begin
     * @throws IllegalArgumentException if an array is too short, input and output overlap, or a vector has no direction
     */
    public void values(double[] vectors, int from, int n, double[] values, int to) {
        checkRows(vectors, from, n, values, to);
        Work w = work.get();
        for (int first = 0; first < n; first += CHUNK) {
            int count = Math.min(CHUNK, n - first);
            w.points.load(vectors, from + 3 * first, first, count);
            for (int i = 0; i < count; i += WIDTH) {
                recurrence.values(w.points.planes, i, 1, w.values, 0, 0, WIDTH);
                w.transpose.store(
                        w.values, components, Math.min(WIDTH, count - i), values, to + (first + i) * components);
            }
        }
    }

    /**
     * The harmonics of vectors in rows, and their gradients.
     *
     * @param vectors x, y, z, x, y, z, …: [n][3]
     * @param from where they begin
     * @param n the number of vectors, at least 0
     * @param values gets the harmonics: [n][k]
     * @param to where they begin
     * @param gradients gets the derivatives along x, y, z: [n][3][k]
     * @param toGradients where they begin
     * @throws IllegalArgumentException if an array is too short, arrays overlap, or a vector has no direction
     */
    public void gradients(
            double[] vectors, int from, int n, double[] values, int to, double[] gradients, int toGradients) {
        checkRows(vectors, from, n, values, to);
        long size = 3L * n * components;
        Bounds.fits("the array of gradients", gradients.length, toGradients, size);
        Bounds.apart("the gradients", gradients, toGradients, size, "the vectors", vectors, from, 3L * n);
        Bounds.apart("the gradients", gradients, toGradients, size, "the values", values, to, (long) n * components);
        Work w = work.get();
        int plane = components * WIDTH;
        for (int first = 0; first < n; first += CHUNK) {
            int count = Math.min(CHUNK, n - first);
            w.points.load(vectors, from + 3 * first, first, count);
            for (int i = 0; i < count; i += WIDTH) {
                int lanes = Math.min(WIDTH, count - i);
                planes(w.points.planes, i, 1, w.values, 0, 0, w.gradients, 0, 0, plane, WIDTH);
                w.transpose.store(w.values, components, lanes, values, to + (first + i) * components);
                w.transpose.store(
                        w.gradients, 3 * components, lanes, gradients, toGradients + 3 * (first + i) * components);
            }
        }
    }

    /**
     * The harmonics of one vector: rows with n = 1.
     *
     * @param x along x
     * @param y along y
     * @param z along z
     * @param values gets the harmonics: [k]
     * @param to where they begin
     * @throws IllegalArgumentException if the array is too short, or the vector has no direction
     */
    public void values(double x, double y, double z, double[] values, int to) {
        double[] vector = work.get().result;
        vector[0] = x;
        vector[1] = y;
        vector[2] = z;
        values(vector, 0, 1, values, to);
    }

    /**
     * The harmonics of one vector, and their gradients: rows with n = 1.
     *
     * @param x along x
     * @param y along y
     * @param z along z
     * @param values gets the harmonics: [k]
     * @param to where they begin
     * @param gradients gets the derivatives along x, y, z: [3][k]
     * @param toGradients where they begin
     * @throws IllegalArgumentException if an array is too short, arrays overlap, or the vector has no direction
     */
    public void gradients(double x, double y, double z, double[] values, int to, double[] gradients, int toGradients) {
        double[] vector = work.get().result;
        vector[0] = x;
        vector[1] = y;
        vector[2] = z;
        gradients(vector, 0, 1, values, to, gradients, toGradients);
    }

    /**
     * The gradient of a weighted sum of harmonics, Σ_k w_k ∇Y_k, of vectors in rows: the adjoint of {@link #values}.
     *
     * @param vectors x, y, z, x, y, z, …: [n][3]
     * @param from where they begin
     * @param n the number of vectors, at least 0
     * @param weights the weights: [n][k]
     * @param fromWeights where they begin
     * @param gradient gets the sums: [n][3]
     * @param to where they begin
     * @throws IllegalArgumentException if an array is too short, input and output overlap, or a vector has no direction
     */
    public void weightedGradient(
            double[] vectors, int from, int n, double[] weights, int fromWeights, double[] gradient, int to) {
        long size = (long) n * components;
        Bounds.count(n);
        Bounds.fits("the array of vectors", vectors.length, from, 3L * n);
        Bounds.fits("the array of weights", weights.length, fromWeights, size);
        Bounds.fits("the array of the gradient", gradient.length, to, 3L * n);
        Bounds.apart("the gradient", gradient, to, 3L * n, "the vectors", vectors, from, 3L * n);
        Bounds.apart("the gradient", gradient, to, 3L * n, "the weights", weights, fromWeights, size);
        Work w = work.get();
        AxisOrder order = basis.order();
        for (int first = 0; first < n; first += CHUNK) {
            int count = Math.min(CHUNK, n - first);
            w.points.load(vectors, from + 3 * first, first, count);
            for (int i = 0; i < count; i += WIDTH) {
                int lanes = Math.min(WIDTH, count - i);
                DoubleTranspose.load(weights, fromWeights + (first + i) * components, components, lanes, w.values);
                w.contraction.gradient(w.points.planes, i, w.values, 0, WIDTH, w.result,
                        order.cosine * WIDTH, order.sine * WIDTH, order.polar * WIDTH);
                w.transpose.store(w.result, 3, lanes, gradient, to + 3 * (first + i));
            }
        }
    }

    /**
     * The change along displacements d of both the harmonics, Y'_k = d·∇Y_k, and of {@link #weightedGradient},
     * Σ_k w_k ∇Y'_k = (Σ_k w_k H_k) d with H_k the matrix of second derivatives of Y_k: what the gradient of a loss on
     * forces needs, where d is that loss's gradient in the forces.
     *
     * @param vectors x, y, z, x, y, z, …: [n][3]
     * @param from where they begin
     * @param n the number of vectors, at least 0
     * @param displacements along x, y, z: [n][3]
     * @param fromDisplacements where they begin
     * @param weights the weights: [n][k]
     * @param fromWeights where they begin
     * @param values gets the changes of the harmonics: [n][k]
     * @param to where they begin
     * @param gradient gets the changes of the gradient: [n][3]
     * @param toGradient where they begin
     * @throws IllegalArgumentException if an array is too short, input and output overlap, or a vector has no direction
     */
    public void differential(
            double[] vectors, int from, int n, double[] displacements, int fromDisplacements,
            double[] weights, int fromWeights, double[] values, int to, double[] gradient, int toGradient) {
        long size = (long) n * components;
        checkRows(vectors, from, n, values, to);
        Bounds.fits("the array of displacements", displacements.length, fromDisplacements, 3L * n);
        Bounds.fits("the array of weights", weights.length, fromWeights, size);
        Bounds.fits("the array of the gradient", gradient.length, toGradient, 3L * n);
        Bounds.apart("the values", values, to, size, "the displacements", displacements, fromDisplacements, 3L * n);
        Bounds.apart("the values", values, to, size, "the weights", weights, fromWeights, size);
        Bounds.apart("the gradient", gradient, toGradient, 3L * n, "the vectors", vectors, from, 3L * n);
        Bounds.apart("the gradient", gradient, toGradient, 3L * n, "the displacements", displacements,
                fromDisplacements, 3L * n);
        Bounds.apart("the gradient", gradient, toGradient, 3L * n, "the weights", weights, fromWeights, size);
        Bounds.apart("the gradient", gradient, toGradient, 3L * n, "the values", values, to, size);
        Work w = work.get();
        AxisOrder order = basis.order();
        for (int first = 0; first < n; first += CHUNK) {
            int count = Math.min(CHUNK, n - first);
            w.points.load(vectors, from + 3 * first, first, count);
            w.points.separate(displacements, fromDisplacements + 3 * first, count, w.planes);
            for (int i = 0; i < count; i += WIDTH) {
                int lanes = Math.min(WIDTH, count - i);
                DoubleTranspose.load(weights, fromWeights + (first + i) * components, components, lanes, w.values);
                w.contraction.differential(w.points.planes, i,
                        w.planes, order.cosine * CHUNK + i, order.sine * CHUNK + i, order.polar * CHUNK + i,
                        w.values, 0, WIDTH, w.gradients, 0, WIDTH,
                        w.result, order.cosine * WIDTH, order.sine * WIDTH, order.polar * WIDTH);
                w.transpose.store(w.gradients, components, lanes, values, to + (first + i) * components);
                w.transpose.store(w.result, 3, lanes, gradient, toGradient + 3 * (first + i));
            }
        }
    }

    /**
     * The harmonics of vectors in columns.
     *
     * @param x along x: [n]
     * @param y along y: [n]
     * @param z along z: [n]
     * @param from where the vectors begin, in each of these
     * @param n the number of vectors, at least 0
     * @param values gets the harmonics: [k][stride]
     * @param to where they begin
     * @param stride the distance between components, at least n
     * @throws IllegalArgumentException if an array is too short, input and output overlap, or a vector has no direction
     */
    public void columnValues(
            double[] x, double[] y, double[] z, int from, int n, double[] values, int to, int stride) {
        Bounds.count(n);
        Bounds.stride(stride, n);
        checkColumns(x, y, z, from, n, values, to, span(components, n, stride));
        Work w = work.get();
        for (int first = 0; first < n; first += CHUNK) {
            int count = Math.min(CHUNK, n - first);
            w.points.load(x, y, z, from + first, first, count);
            int whole = count / WIDTH;
            recurrence.values(w.points.planes, 0, whole, values, to + first, WIDTH, stride);
            int i = whole * WIDTH;
            if (i < count) {
                recurrence.values(w.points.planes, i, 1, w.values, 0, 0, WIDTH);
                copyLanes(w.values, components, count - i, values, to + first + i, stride);
            }
        }
    }

    /**
     * The harmonics of vectors in columns, and their gradients.
     *
     * @param x along x: [n]
     * @param y along y: [n]
     * @param z along z: [n]
     * @param from where the vectors begin, in each of these
     * @param n the number of vectors, at least 0
     * @param values gets the harmonics: [k][stride]
     * @param to where they begin
     * @param gradients gets the derivatives along x, y, z: [3][k][stride]
     * @param toGradients where they begin
     * @param stride the distance between components, at least n
     * @throws IllegalArgumentException if an array is too short, arrays overlap, or a vector has no direction
     */
    public void columnGradients(
            double[] x, double[] y, double[] z, int from, int n, double[] values, int to,
            double[] gradients, int toGradients, int stride) {
        Bounds.count(n);
        Bounds.stride(stride, n);
        checkColumns(x, y, z, from, n, values, to, span(components, n, stride));
        checkGradients(x, y, z, from, n, values, to, span(components, n, stride),
                gradients, toGradients, span(3 * components, n, stride));
        Work w = work.get();
        int plane = components * WIDTH;
        for (int first = 0; first < n; first += CHUNK) {
            int count = Math.min(CHUNK, n - first);
            w.points.load(x, y, z, from + first, first, count);
            int whole = count / WIDTH;
            planes(w.points.planes, 0, whole, values, to + first, WIDTH, gradients, toGradients + first, WIDTH,
                    components * stride, stride);
            int i = whole * WIDTH;
            if (i < count) {
                planes(w.points.planes, i, 1, w.values, 0, 0, w.gradients, 0, 0, plane, WIDTH);
                copyLanes(w.values, components, count - i, values, to + first + i, stride);
                copyLanes(w.gradients, 3 * components, count - i, gradients, toGradients + first + i, stride);
            }
        }
    }

    /**
     * The harmonics of vectors, in blocks.
     *
     * @param x along x: [n]
     * @param y along y: [n]
     * @param z along z: [n]
     * @param from where the vectors begin, in each of these
     * @param n the number of vectors, at least 0
     * @param values gets the harmonics: [⌈n/w⌉][k][w]
     * @param to where they begin
     * @throws IllegalArgumentException if an array is too short, input and output overlap, or a vector has no direction
     */
    public void blockValues(double[] x, double[] y, double[] z, int from, int n, double[] values, int to) {
        Bounds.count(n);
        checkColumns(x, y, z, from, n, values, to, (long) DoubleLanes.pad(n) * components);
        Work w = work.get();
        for (int first = 0; first < n; first += CHUNK) {
            int count = Math.min(CHUNK, n - first);
            w.points.load(x, y, z, from + first, first, count);
            recurrence.values(w.points.planes, 0, DoubleLanes.pad(count) / WIDTH, values, to + first * components,
                    components * WIDTH, WIDTH);
        }
    }

    /**
     * The harmonics of vectors, in blocks, and their gradients.
     *
     * @param x along x: [n]
     * @param y along y: [n]
     * @param z along z: [n]
     * @param from where the vectors begin, in each of these
     * @param n the number of vectors, at least 0
     * @param values gets the harmonics: [⌈n/w⌉][k][w]
     * @param to where they begin
     * @param gradients gets the derivatives along x, y, z: [⌈n/w⌉][3][k][w]
     * @param toGradients where they begin
     * @throws IllegalArgumentException if an array is too short, arrays overlap, or a vector has no direction
     */
    public void blockGradients(
            double[] x, double[] y, double[] z, int from, int n, double[] values, int to,
            double[] gradients, int toGradients) {
        Bounds.count(n);
        long size = (long) DoubleLanes.pad(n) * components;
        checkColumns(x, y, z, from, n, values, to, size);
        checkGradients(x, y, z, from, n, values, to, size, gradients, toGradients, 3 * size);
        Work w = work.get();
        int plane = components * WIDTH;
        for (int first = 0; first < n; first += CHUNK) {
            int count = Math.min(CHUNK, n - first);
            w.points.load(x, y, z, from + first, first, count);
            planes(w.points.planes, 0, DoubleLanes.pad(count) / WIDTH, values, to + first * components, plane,
                    gradients, toGradients + 3 * first * components, 3 * plane, plane, WIDTH);
        }
    }

    /** Derivatives along x, y, z, one plane after the other, whatever the order of the axes. */
    private void planes(
            double[] points, int i, int blocks, double[] values, int to, int blockStride,
            double[] gradients, int toGradients, int gradientBlockStride, int plane, int stride) {
        AxisOrder order = basis.order();
        recurrence.gradients(points, i, blocks, values, to, blockStride, gradients,
                toGradients + order.cosine * plane, toGradients + order.sine * plane, toGradients + order.polar * plane,
                gradientBlockStride, stride);
    }

    /** The vectors of a block that is not full. */
    private static void copyLanes(double[] block, int components, int lanes, double[] out, int to, int stride) {
        for (int k = 0; k < components; k++) {
            System.arraycopy(block, k * WIDTH, out, to + k * stride, lanes);
        }
    }

    /** From the first element of the first column to the last of the last. */
    private static long span(int columns, int n, int stride) {
        return n == 0 ? 0 : (columns - 1L) * stride + n;
    }

    private void checkRows(double[] vectors, int from, int n, double[] values, int to) {
        Bounds.count(n);
        Bounds.fits("the array of vectors", vectors.length, from, 3L * n);
        Bounds.fits("the array of values", values.length, to, (long) n * components);
        Bounds.apart("the values", values, to, (long) n * components, "the vectors", vectors, from, 3L * n);
    }

    private static void checkColumns(
            double[] x, double[] y, double[] z, int from, int n, double[] values, int to, long size) {
        Bounds.fits("x", x.length, from, n);
        Bounds.fits("y", y.length, from, n);
        Bounds.fits("z", z.length, from, n);
        Bounds.fits("the array of values", values.length, to, size);
        Bounds.apart("the values", values, to, size, "x", x, from, n);
        Bounds.apart("the values", values, to, size, "y", y, from, n);
        Bounds.apart("the values", values, to, size, "z", z, from, n);
    }

    private static void checkGradients(
            double[] x, double[] y, double[] z, int from, int n, double[] values, int to, long size,
            double[] gradients, int toGradients, long gradientSize) {
        Bounds.fits("the array of gradients", gradients.length, toGradients, gradientSize);
        Bounds.apart("the gradients", gradients, toGradients, gradientSize, "x", x, from, n);
        Bounds.apart("the gradients", gradients, toGradients, gradientSize, "y", y, from, n);
        Bounds.apart("the gradients", gradients, toGradients, gradientSize, "z", z, from, n);
        Bounds.apart("the gradients", gradients, toGradients, gradientSize, "the values", values, to, size);
    }
}
