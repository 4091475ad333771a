package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The rotations that turn edges onto the polar axis, for a vector of edges at once: D = exp(βG) Z(α), where α and β are the
 * angles of the direction that the edge's y of degree 1 has, exp(βG) are the polynomials of {@link PolarTilt}, and Z(α) mixes
 * the orders ±m. Also y itself in its frame, where harmonics have order 0 alone.
 */
final class EdgeFrames {

    /** The edges that are taken together. */
    static final int EDGES = WIDTH;

    /** What y may lack, of its square, in the frame where it should have order 0 alone: far above the rounding of floats. */
    private static final float ALLOWED = 1e-4f;

    private final int lmax;
    private final int n2;
    private final SparseMatrix tilts;

    /** Four numbers for every entry of D that is not always zero: its tilt, its trigonometric factor, and two places. */
    private final int[] entries;

    /** Four numbers for every component of y: its tilt, its factor, its place among y, and its degree. */
    private final int[] polar;

    /** cos kβ, k = 0..L, and sin kβ, k = 1..L, of every edge. */
    private final float[] angles;

    /** cos mα, m = 0..L, sin mα, m = 1..L, and −sin mα. */
    private final float[] turns;

    private final float[] tilted;
    private final float[] transposed = new float[Transpose.BUFFER];
    private final float[] ys;
    private final float[] squares;
    private final float[] aligned;
    private final float[] inPlane = new float[EDGES];

    /** Where the entries of D go. */
    interface Places {
        /** Appends offsets: of D[row][column] of a degree for turning in, and of the same for turning back; −1 if not needed. */
        int of(int l, int row, int column, boolean back);
    }

    /**
     * Prepares the rotations.
     *
     * @param lmax the largest degree that is turned
     * @param n2 the components of y
     * @param nowhere where an entry goes that is not needed
     */
    EdgeFrames(int lmax, int n2, Places places, int nowhere) {
        this.lmax = Math.max(lmax, Degrees.lmax(n2));
        this.n2 = n2;
        List<double[]> polynomials = new ArrayList<>();
        List<Integer> program = new ArrayList<>(), frame = new ArrayList<>();
        for (int l = 0; l <= this.lmax; l++) {
            for (int first = 0; first <= Math.min(1, l); first++) {
                double[][][] block = PolarTilt.polynomials(l, first == 1);
                for (int r = 0; r < block.length; r++) {
                    for (int c = 0; c < block.length; c++) {
                        int row = first == 0 ? r : -r - 1;
                        boolean asPolarY = row == 0 && l * l < n2;
                        if (l <= lmax || asPolarY) {
                            add(l, row, c + first, polynomials.size(), program, frame, places, nowhere, l <= lmax, asPolarY);
                            polynomials.add(spread(block[r][c], l));
                        }
                    }
                }
            }
        }
        this.tilts = new SparseMatrix(polynomials.toArray(double[][]::new), PairForm.offsets(polynomials.size(), EDGES),
                PairForm.offsets(2 * this.lmax + 1, EDGES), false);
        this.entries = program.stream().mapToInt(Integer::intValue).toArray();
        this.polar = frame.stream().mapToInt(Integer::intValue).toArray();
        this.angles = new float[(2 * this.lmax + 1) * EDGES];
        this.turns = new float[(3 * this.lmax + 1) * EDGES];
        if (this.lmax > 0) {
            Arrays.fill(angles, EDGES, 2 * EDGES, 1); // Where y has no degree 1, there is no direction.
            Arrays.fill(turns, EDGES, 2 * EDGES, 1);
        }
        this.tilted = new float[polynomials.size() * EDGES];
        this.ys = new float[n2 * EDGES];
        this.squares = new float[(Degrees.lmax(n2) + 1) * EDGES];
        this.aligned = new float[squares.length];
    }

    private double[] spread(double[] polynomial, int l) {
        double[] spread = new double[2 * lmax + 1];
        System.arraycopy(polynomial, 0, spread, 0, l + 1);
        System.arraycopy(polynomial, l + 1, spread, lmax + 1, l);
        return spread;
    }

    /**
     * The entries in the columns of orders m and −m that one tilt gives: a cosine's row turns with cos mα and sin mα, a sine's
     * with cos mα and −sin mα.
     */
    private void add(
            int l, int row, int m, int tilt, List<Integer> program, List<Integer> frame, Places places, int nowhere,
            boolean turned, boolean asPolarY) {
        for (int sign = 1; sign >= (m == 0 ? 1 : -1); sign -= 2) {
            boolean cosine = (row >= 0) == (sign > 0);
            int factor = EDGES * (cosine ? m : m + (row >= 0 ? lmax : 2 * lmax));
            if (turned) {
                int in = places.of(l, row, sign * m, false), back = places.of(l, row, sign * m, true);
                program.addAll(List.of(tilt * EDGES, factor, in < 0 ? nowhere : in, back < 0 ? nowhere : back));
            }
            if (asPolarY) {
                frame.addAll(List.of(tilt * EDGES, factor, Degrees.index(l, sign * m) * EDGES, l * EDGES));
            }
        }
    }

    /**
     * Computes the frames of up to {@link #EDGES} edges and writes D to its places.
     *
     * @param numbers where
     * @return y in the frames: [degree][edge], valid until the next call
     * @throws IllegalArgumentException if some y is not that of a direction
     */
    float[] turn(int edges, float[] y, int yAt, float[] numbers) {
        Transpose.apply(y, yAt, n2, ys, 0, EDGES, edges, n2, transposed);
        if (n2 > 1) {
            azimuth();
            polarAngle();
        }
        multiples(angles, false);
        multiples(turns, true);
        tilts.apply(angles, 0, tilted, 0, EDGES, false);
        for (int t = 0; t < entries.length; t += 4) {
            FloatVector entry = fromArray(FLOATS, tilted, entries[t]).mul(fromArray(FLOATS, turns, entries[t + 1]));
            entry.intoArray(numbers, entries[t + 2]);
            entry.intoArray(numbers, entries[t + 3]);
        }
        Arrays.fill(aligned, 0);
        Arrays.fill(squares, 0);
        for (int t = 0; t < polar.length; t += 4) {
            FloatVector component = fromArray(FLOATS, ys, polar[t + 2]);
            FloatVector entry = fromArray(FLOATS, tilted, polar[t]).mul(fromArray(FLOATS, turns, polar[t + 1]));
            entry.fma(component, fromArray(FLOATS, aligned, polar[t + 3])).intoArray(aligned, polar[t + 3]);
            component.fma(component, fromArray(FLOATS, squares, polar[t + 3])).intoArray(squares, polar[t + 3]);
        }
        check(edges);
        return aligned;
    }

    /** cos α and sin α; 1 and 0 on the polar axis. The larger component is divided out, lest squares vanish. */
    private void azimuth() {
        FloatVector sine = fromArray(FLOATS, ys, EDGES), cosine = fromArray(FLOATS, ys, 3 * EDGES);
        FloatVector larger = sine.abs().max(cosine.abs());
        VectorMask<Float> none = larger.eq(0f);
        FloatVector divisor = larger.blend(1f, none);
        sine = sine.div(divisor);
        cosine = cosine.div(divisor).blend(1f, none);
        FloatVector length = sine.fma(sine, cosine.mul(cosine)).sqrt();
        cosine.div(length).intoArray(turns, EDGES);
        sine.div(length).intoArray(turns, (lmax + 1) * EDGES);
        length.mul(larger).intoArray(inPlane, 0);
    }

    /** cos β and sin β; 1 and 0 where there is no direction. */
    private void polarAngle() {
        FloatVector plane = fromArray(FLOATS, inPlane, 0), polar = fromArray(FLOATS, ys, 2 * EDGES);
        FloatVector larger = plane.max(polar.abs());
        VectorMask<Float> none = larger.eq(0f);
        FloatVector divisor = larger.blend(1f, none);
        plane = plane.div(divisor);
        polar = polar.div(divisor).blend(1f, none);
        FloatVector length = plane.fma(plane, polar.mul(polar)).sqrt();
        polar.div(length).intoArray(angles, EDGES);
        plane.div(length).intoArray(angles, (lmax + 1) * EDGES);
    }

    /** The cosines and sines of an angle's multiples, and the negatives of the sines, from those of the angle. */
    private void multiples(float[] rows, boolean negative) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1f), re = one, im = FloatVector.zero(FLOATS);
        one.intoArray(rows, 0);
        if (lmax == 0) {
            return;
        }
        FloatVector cosine = fromArray(FLOATS, rows, EDGES), sine = fromArray(FLOATS, rows, (lmax + 1) * EDGES);
        for (int k = 1; k <= lmax; k++) {
            FloatVector next = re.mul(cosine).sub(im.mul(sine));
            im = re.mul(sine).add(im.mul(cosine));
            re = next;
            re.intoArray(rows, k * EDGES);
            im.intoArray(rows, (lmax + k) * EDGES);
            if (negative) {
                im.neg().intoArray(rows, (2 * lmax + k) * EDGES);
            }
        }
    }

    private void check(int edges) {
        for (int at = 0; at < squares.length; at += EDGES) {
            FloatVector square = fromArray(FLOATS, squares, at), kept = fromArray(FLOATS, aligned, at);
            if (square.sub(kept.mul(kept)).compare(VectorOperators.GT, square.mul(ALLOWED)).anyTrue()) {
                refuse(edges, at);
            }
        }
    }

    private void refuse(int edges, int at) {
        for (int e = 0; e < edges; e++) {
            float square = squares[at + e], kept = aligned[at + e] * aligned[at + e];
            if (square - kept > ALLOWED * square) {
                throw new IllegalArgumentException(("y must be harmonics of a direction, scaled degree by degree at most, but degree %d"
                        + " of a y is not that of the direction which its degree 1 has: choose %s for any other y")
                        .formatted(at / EDGES, Algorithm.MATRIX));
            }
        }
    }
}
