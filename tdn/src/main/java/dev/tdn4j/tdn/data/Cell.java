package dev.tdn4j.tdn.data;

import java.util.Arrays;

/**
 * A simulation cell of any shape: three lattice vectors, the rows of a 3×3 matrix in Å, and the directions in which it
 * repeats. Immutable.
 *
 * <p>A vector that is zero and does not repeat stands for "no extent given" (as in a slab without a third vector); the
 * {@link #frame} puts a unit vector perpendicular to the others in its place, so that fractional coordinates exist.
 */
public final class Cell {

    /**
     * The smallest distance between opposite faces, Å. Far below any crystal's and far above rounding: a cell thinner
     * than this was meant as something else.
     */
    private static final double THINNEST = 0.1;

    private final double[] rows;
    private final boolean[] periodic;
    private final double[] frame;
    private final double[] inverse;
    private final double determinant;

    /**
     * A cell.
     *
     * @param rows the lattice vectors a, b, c one after another, 9 finite numbers in Å
     * @param periodic whether the cell repeats along a, b, c
     * @throws IllegalArgumentException if the lengths are not 9 and 3
     * @throws DataException if a number is not finite, or the volume is zero: a vector zero along which the cell
     *     repeats, vectors in one plane, or opposite faces less than 0.1 Å apart
     */
    public Cell(double[] rows, boolean[] periodic) {
        if (rows.length != 9 || periodic.length != 3) {
            throw new IllegalArgumentException("a cell has 9 numbers and 3 directions, not " + rows.length + " and "
                    + periodic.length);
        }
        this.rows = rows.clone();
        this.periodic = periodic.clone();
        for (double x : rows) {
            if (!Double.isFinite(x)) {
                throw new DataException("the lattice " + this + " has a component that is not finite");
            }
        }
        this.frame = completed(this.rows, this.periodic);
        double[] cofactors = new double[9];
        System.arraycopy(cross(frame, 3, frame, 6), 0, cofactors, 0, 3);
        System.arraycopy(cross(frame, 6, frame, 0), 0, cofactors, 3, 3);
        System.arraycopy(cross(frame, 0, frame, 3), 0, cofactors, 6, 3);
        this.determinant = frame[0] * cofactors[0] + frame[1] * cofactors[1] + frame[2] * cofactors[2];
        for (int k = 0; k < 3; k++) {
            double height = Math.abs(determinant) / norm(cofactors, 3 * k);
            if (!(height >= THINNEST && Double.isFinite(height))) { // also when the height is NaN: parallel vectors
                throw new DataException("the lattice " + this + " has no volume: it is "
                        + (Double.isNaN(height) ? "flat" : (float) height + " Å thick across vector " + "abc".charAt(k))
                        + "; give three independent vectors in Å, or pbc=\"F F F\" and no Lattice for a molecule");
            }
        }
        this.inverse = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                inverse[3 * i + k] = cofactors[3 * k + i] / determinant;
            }
        }
    }

    /**
     * A cell that repeats in all three directions.
     *
     * @param rows the lattice vectors one after another, 9 numbers in Å
     * @return the cell
     * @throws DataException as the constructor
     */
    public static Cell periodic(double... rows) {
        return new Cell(rows, new boolean[] {true, true, true});
    }

    /**
     * The lattice vectors as given.
     *
     * @return 9 numbers in Å, row by row, newly made
     */
    public double[] rows() {
        return rows.clone();
    }

    /**
     * The lattice vectors, with perpendicular unit vectors in the place of zero ones.
     *
     * @return 9 numbers in Å, row by row, newly made
     */
    public double[] frame() {
        return frame.clone();
    }

    /**
     * The inverse of the {@link #frame}: fractional coordinates are s_k = Σ_i x_i inverse_ik.
     *
     * @return 9 numbers in 1/Å, row by row, newly made
     */
    public double[] inverse() {
        return inverse.clone();
    }

    /**
     * The volume that the {@link #frame} spans.
     *
     * @return Å³, positive
     */
    public double volume() {
        return Math.abs(determinant);
    }

    /**
     * The distance between the two faces that a lattice vector joins.
     *
     * @param direction 0, 1 or 2
     * @return Å, at least 0.1
     */
    public double height(int direction) {
        double x = inverse[direction];
        double y = inverse[3 + direction];
        double z = inverse[6 + direction];
        return 1 / Math.sqrt(x * x + y * y + z * z);
    }

    /**
     * Whether the cell repeats along a lattice vector.
     *
     * @param direction 0, 1 or 2
     * @return true if so
     */
    public boolean isPeriodic(int direction) {
        return periodic[direction];
    }

    /**
     * Whether the cell repeats at all.
     *
     * @return true if it does along at least one vector
     */
    public boolean isPeriodic() {
        return periodic[0] || periodic[1] || periodic[2];
    }

    /** Replaces zero vectors of directions that do not repeat by unit vectors perpendicular to the rest. */
    private static double[] completed(double[] rows, boolean[] periodic) {
        double[] frame = rows.clone();
        for (int k = 0; k < 3; k++) {
            if (!periodic[k] && norm(rows, 3 * k) == 0) {
                System.arraycopy(perpendicular(frame, k), 0, frame, 3 * k, 3);
            }
        }
        return frame;
    }

    /** A unit vector perpendicular to the two rows other than k, either of which may still be zero. */
    private static double[] perpendicular(double[] frame, int k) {
        int p = (k + 1) % 3;
        int q = (k + 2) % 3;
        double[] normal = cross(frame, 3 * p, frame, 3 * q);
        double[] axes = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        int given = norm(frame, 3 * p) > 0 ? p : q;
        // With both zero, axis k itself. With one, the axis least along it; the other zero row is completed after this.
        if (norm(frame, 3 * p) == 0 && norm(frame, 3 * q) == 0) {
            normal = Arrays.copyOfRange(axes, 3 * k, 3 * k + 3);
        } else if (norm(frame, 3 * p) == 0 || norm(frame, 3 * q) == 0) {
            int least = 0;
            for (int i = 1; i < 3; i++) {
                if (Math.abs(frame[3 * given + i]) < Math.abs(frame[3 * given + least])) {
                    least = i;
                }
            }
            normal = cross(frame, 3 * given, axes, 3 * least);
        }
        double length = norm(normal, 0);
        return length == 0 ? new double[3] : new double[] {normal[0] / length, normal[1] / length, normal[2] / length};
    }

    private static double[] cross(double[] a, int i, double[] b, int j) {
        return new double[] {
            a[i + 1] * b[j + 2] - a[i + 2] * b[j + 1],
            a[i + 2] * b[j] - a[i] * b[j + 2],
            a[i] * b[j + 1] - a[i + 1] * b[j]
        };
    }

    private static double norm(double[] a, int i) {
        return Math.sqrt(a[i] * a[i] + a[i + 1] * a[i + 1] + a[i + 2] * a[i + 2]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell c && Arrays.equals(rows, c.rows) && Arrays.equals(periodic, c.periodic);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rows) + Arrays.hashCode(periodic);
    }

    @Override
    public String toString() {
        return Arrays.toString(rows);
    }
}
