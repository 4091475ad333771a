package dev.tdn4j.kernels.harmonics;

/** Which Cartesian axis is the polar one, and so in which order degree 1 lists the axes. */
public enum AxisOrder {
    /** Degree 1 is (x, y, z): the standard basis evaluated at (z, x, y). */
    E3NN(2, 0, 1),
    /** Degree 1 is (y, z, x): the polar axis is z. */
    STANDARD(0, 1, 2);

    /** Which of x, y, z the standard basis takes for its first axis: the cosines of order 1 grow along it. */
    final int cosine;

    /** Which of x, y, z it takes for its second axis. */
    final int sine;

    /** Which of x, y, z it takes for the polar axis. */
    final int polar;

    AxisOrder(int cosine, int sine, int polar) {
        this.cosine = cosine;
        this.sine = sine;
        this.polar = polar;
    }
}
