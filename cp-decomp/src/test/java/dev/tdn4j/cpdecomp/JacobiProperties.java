package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

class JacobiProperties {

    /** Products and sums of n³ numbers of order 1 round by less than this. */
    private static double rounding(int n) {
        return 10.0 * n * n * Math.ulp(1.0);
    }

    /** A diagonal matrix, turned in every plane, keeps its eigenvalues, repeated ones and zeros among them. */
    @Property(tries = 300)
    void knownEigenvaluesAreFound(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll @IntRange(min = 0, max = 30) int zeros, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[n];
        for (int t = Math.min(zeros, n); t < n; t++) {
            values[t] = random.nextInt(4) == 0 ? 1 : random.nextDouble(-1, 1);
        }
        DMatrixRMaj matrix = CommonOps_DDRM.diag(values);
        for (int p = 0; p < n; p++) {
            for (int q = 0; q < p; q++) {
                turn(matrix, p, q, random.nextDouble(2 * Math.PI));
            }
        }
        Arrays.sort(values);
        assertArrayEquals(values, Jacobi.eigenvalues(matrix), rounding(n));
    }

    /** GᵀAG with a rotation G of the plane (p, q): every entry errs by a rounding or two of the largest. */
    private static void turn(DMatrixRMaj a, int p, int q, double angle) {
        DMatrixRMaj g = CommonOps_DDRM.identity(a.numRows);
        g.set(p, p, Math.cos(angle));
        g.set(q, q, Math.cos(angle));
        g.set(p, q, Math.sin(angle));
        g.set(q, p, -Math.sin(angle));
        DMatrixRMaj half = a.createLike();
        CommonOps_DDRM.multTransA(g, a, half);
        CommonOps_DDRM.mult(half, g, a);
    }

    /** Gram matrices of a few columns, of any size: trace and squared norm are the sums of the eigenvalues and their squares. */
    @Property
    void invariantsAreKept(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll @IntRange(min = 1, max = 4) int rank, @ForAll @IntRange(min = -9, max = 9) int power, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DMatrixRMaj columns = new DMatrixRMaj(n, rank, true, random.doubles((long) n * rank, -1, 1).toArray());
        DMatrixRMaj gram = new DMatrixRMaj(n, n);
        CommonOps_DDRM.multOuter(columns, gram);
        CommonOps_DDRM.scale(Math.pow(10, power), gram);
        double trace = CommonOps_DDRM.trace(gram);
        double squared = Arrays.stream(gram.data).map(x -> x * x).sum();
        double[] values = Jacobi.eigenvalues(gram);
        assertEquals(trace, Arrays.stream(values).sum(), rounding(n) * trace);
        assertEquals(squared, Arrays.stream(values).map(x -> x * x).sum(), rounding(n) * squared);
    }
}
