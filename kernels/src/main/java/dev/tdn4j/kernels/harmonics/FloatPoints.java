package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.FloatLanes.FLOATS;
import static dev.tdn4j.kernels.harmonics.FloatLanes.LARGEST_SQUARE;
import static dev.tdn4j.kernels.harmonics.FloatLanes.SMALLEST_SQUARE;
import static dev.tdn4j.kernels.harmonics.FloatLanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * The vectors of one chunk as the kernels read them: planes of X, Y, Z in the standard basis (of the direction on the
 * sphere), of r² (1 on the sphere) and of 1/r (1 for solid harmonics). A last block that is not full is filled up with
 * vectors (1, 1, 1).
 */
final class FloatPoints {

    /** Vectors in a chunk: few, so that its planes and the scratch of a block stay in a first-level cache. */
    static final int CHUNK = 8 * WIDTH;

    /** Where the planes begin. */
    static final int X = 0;

    static final int Y = CHUNK;
    static final int Z = 2 * CHUNK;
    static final int SQUARE = 3 * CHUNK;
    static final int INVERSE = 4 * CHUNK;

    /** Component a of vector v is number 3v + a of three registers in a row. */
    private static final VectorShuffle<Float> PICK_X = pick(0);

    private static final VectorShuffle<Float> PICK_Y = pick(1);
    private static final VectorShuffle<Float> PICK_Z = pick(2);
    private static final VectorMask<Float> X_IN_SECOND = isIn(0, 1);
    private static final VectorMask<Float> X_IN_THIRD = isIn(0, 2);
    private static final VectorMask<Float> Y_IN_SECOND = isIn(1, 1);
    private static final VectorMask<Float> Y_IN_THIRD = isIn(1, 2);
    private static final VectorMask<Float> Z_IN_SECOND = isIn(2, 1);
    private static final VectorMask<Float> Z_IN_THIRD = isIn(2, 2);

    final float[] planes = new float[5 * CHUNK];
    private final float[] raw = new float[3 * CHUNK];
    private final float[] tail = new float[3 * WIDTH];
    private final boolean sphere;
    private final AxisOrder order;

    FloatPoints(HarmonicsBasis basis) {
        sphere = basis.domain() == HarmonicsBasis.Domain.SPHERE;
        order = basis.order();
        Arrays.fill(planes, 1);
    }

    private static VectorShuffle<Float> pick(int axis) {
        return VectorShuffle.fromOp(FLOATS, v -> (3 * v + axis) % WIDTH);
    }

    private static VectorMask<Float> isIn(int axis, int register) {
        boolean[] in = new boolean[WIDTH];
        for (int v = 0; v < WIDTH; v++) {
            in[v] = (3 * v + axis) / WIDTH == register;
        }
        return VectorMask.fromArray(FLOATS, in, 0);
    }

    /** Takes {@code count} vectors stored as x, y, z, x, y, z, …, of which the first is number {@code first}. */
    void load(float[] xyz, int from, int first, int count) {
        separate(xyz, from, count, raw);
        complete(raw, raw, raw, 0, CHUNK, 2 * CHUNK, 0, FloatLanes.pad(count), first);
    }

    /** Takes {@code count} vectors from number {@code first} on whose components are in arrays of their own. */
    void load(float[] x, float[] y, float[] z, int from, int first, int count) {
        int whole = count & -WIDTH;
        complete(x, y, z, from, from, from, 0, whole, first);
        if (whole < count) {
            Arrays.fill(tail, 1);
            System.arraycopy(x, from + whole, tail, 0, count - whole);
            System.arraycopy(y, from + whole, tail, WIDTH, count - whole);
            System.arraycopy(z, from + whole, tail, 2 * WIDTH, count - whole);
            complete(tail, tail, tail, 0, WIDTH, 2 * WIDTH, whole, WIDTH, first + whole);
        }
    }

    /** Three planes {@link #CHUNK} apart from triples; the last block is filled up. */
    void separate(float[] xyz, int from, int count, float[] to) {
        int whole = count & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            separate(xyz, from + 3 * i, to, i);
        }
        if (whole < count) {
            Arrays.fill(tail, 1);
            System.arraycopy(xyz, from + 3 * whole, tail, 0, 3 * (count - whole));
            separate(tail, 0, to, whole);
        }
    }

    private static void separate(float[] xyz, int from, float[] to, int i) {
        FloatVector a = FloatVector.fromArray(FLOATS, xyz, from);
        FloatVector b = FloatVector.fromArray(FLOATS, xyz, from + WIDTH);
        FloatVector c = FloatVector.fromArray(FLOATS, xyz, from + 2 * WIDTH);
        a.rearrange(PICK_X).blend(b.rearrange(PICK_X), X_IN_SECOND).blend(c.rearrange(PICK_X), X_IN_THIRD)
                .intoArray(to, i);
        a.rearrange(PICK_Y).blend(b.rearrange(PICK_Y), Y_IN_SECOND).blend(c.rearrange(PICK_Y), Y_IN_THIRD)
                .intoArray(to, CHUNK + i);
        a.rearrange(PICK_Z).blend(b.rearrange(PICK_Z), Z_IN_SECOND).blend(c.rearrange(PICK_Z), Z_IN_THIRD)
                .intoArray(to, 2 * CHUNK + i);
    }

    /** From the vectors at a, b, c (along x, y, z) to the planes from {@code to} on. */
    private void complete(
            float[] x, float[] y, float[] z, int atX, int atY, int atZ, int to, int count, int first) {
        switch (order) {
            case E3NN -> standard(z, x, y, atZ, atX, atY, to, count, first);
            case STANDARD -> standard(x, y, z, atX, atY, atZ, to, count, first);
        }
    }

    private void standard(
            float[] x, float[] y, float[] z, int atX, int atY, int atZ, int to, int count, int first) {
        if (sphere) {
            directions(x, y, z, atX, atY, atZ, to, count, first);
        } else {
            lengths(x, y, z, atX, atY, atZ, to, count);
        }
    }

    private void lengths(float[] a, float[] b, float[] c, int atX, int atY, int atZ, int to, int count) {
        for (int i = 0; i < count; i += WIDTH) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, atX + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, atY + i);
            FloatVector z = FloatVector.fromArray(FLOATS, c, atZ + i);
            x.intoArray(planes, X + to + i);
            y.intoArray(planes, Y + to + i);
            z.intoArray(planes, Z + to + i);
            z.fma(z, y.fma(y, x.mul(x))).intoArray(planes, SQUARE + to + i);
        }
    }

    private void directions(
            float[] a, float[] b, float[] c, int atX, int atY, int atZ, int to, int count, int first) {
        for (int i = 0; i < count; i += WIDTH) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, atX + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, atY + i);
            FloatVector z = FloatVector.fromArray(FLOATS, c, atZ + i);
            FloatVector square = z.fma(z, y.fma(y, x.mul(x)));
            if (!square.compare(VectorOperators.GE, SMALLEST_SQUARE)
                    .and(square.compare(VectorOperators.LE, LARGEST_SQUARE)).allTrue()) {
                throw noDirection(a, b, c, atX + i, atY + i, atZ + i, first + i);
            }
            FloatVector inverse = FloatLanes.inverseRoot(square);
            x.mul(inverse).intoArray(planes, X + to + i);
            y.mul(inverse).intoArray(planes, Y + to + i);
            z.mul(inverse).intoArray(planes, Z + to + i);
            inverse.intoArray(planes, INVERSE + to + i);
        }
    }

    /** Finds the first vector of a block that has no direction. */
    private IllegalArgumentException noDirection(
            float[] x, float[] y, float[] z, int atX, int atY, int atZ, int first) {
        int lane = 0;
        while (hasDirection(x[atX + lane], y[atY + lane], z[atZ + lane])) {
            lane++;
        }
        float[] v = new float[3];
        v[order.cosine] = x[atX + lane];
        v[order.sine] = y[atY + lane];
        v[order.polar] = z[atZ + lane];
        return new IllegalArgumentException("vector " + (first + lane) + " is (" + v[0] + ", " + v[1] + ", " + v[2]
                + "), which has no direction: its length must be from " + Math.sqrt(SMALLEST_SQUARE) + " to "
                + Math.sqrt(LARGEST_SQUARE) + "; solid harmonics have no such limit");
    }

    private static boolean hasDirection(float x, float y, float z) {
        float square = Math.fma(z, z, Math.fma(y, y, x * x));
        return square >= SMALLEST_SQUARE && square <= LARGEST_SQUARE;
    }
}
