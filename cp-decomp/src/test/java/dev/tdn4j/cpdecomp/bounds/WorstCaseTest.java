package dev.tdn4j.cpdecomp.bounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.PathWeights;
import dev.tdn4j.tensor.Factors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorstCaseTest {

    /** x₀y₀ times a fixed vector: there is no path 0⊗0→1, and the worst a rotation can do is to turn that vector around. */
    private static Factors fixedVector(double length) {
        return new Factors(1, new double[] {1, 0, 0, 0}, new double[] {1, 0, 0, 0}, new double[] {0, 0, length, 0});
    }

    private static Factors random(int lmax, int rank, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = (lmax + 1) * (lmax + 1);
        return new Factors(
                rank, Vectors.normal(n * rank, random), Vectors.normal(n * rank, random), Vectors.normal(n * rank, random));
    }

    /** Near the top the error falls with the square of the distance, so that a gain of 1e-8 leaves it that exact. */
    @Test
    void aFixedVectorIsTurnedAround() {
        Factors factors = fixedVector(3);
        WorstCase worst = WorstCase.find(factors, 8, 2, 5);
        assertEquals(6, worst.error(), 1e-6);
        assertEquals(3, new NonEquivariantPart(factors).spectralBound(), 1e-14);
        assertEquals(-1, worst.rotation()[4], 1e-3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theMaximiserCanBeChecked(int lmax) {
        Factors factors = random(lmax, 5, lmax);
        WorstCase worst = WorstCase.find(factors, 40, 8, 7);
        assertEquals(worst.error(), EquivarianceError.at(factors, worst.rotation(), worst.x(), worst.y()));
        assertEquals(worst.error(), WorstCase.find(factors, 40, 8, 7).error(), "the same seed");
        assertTrue(worst.error() >= EquivarianceError.sampled(factors, 40, 7));
        double bound = 2 * new NonEquivariantPart(factors).spectralBound() + EquivarianceError.roundingAllowance(factors);
        assertTrue(worst.error() <= bound, worst.error() + " above " + bound);
    }

    /** At the top no turn and no other input of a random set near it is worse; 1e-5 off, the error may change by 1e-10. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theTopIsATop(int lmax) {
        Factors factors = random(lmax, 5, 10 + lmax);
        WorstCase worst = WorstCase.find(factors, 8, 4, 0);
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 100; trial++) {
            double[] turn = Vectors.unit(Vectors.normal(3, random));
            double[] x = nudged(worst.x(), random);
            double[] y = nudged(worst.y(), random);
            double[] rotation = turned(worst.rotation(), turn, 0.02);
            double near = EquivarianceError.at(factors, rotation, x, y);
            assertTrue(near <= worst.error() * (1 + 1e-6), near + " above " + worst.error());
        }
    }

    @Test
    void theSpectralBoundIsTheLeastSingularValue() {
        Factors factors = random(2, 4, 3);
        double[] weights = PathWeights.of(factors, 2, CouplingSpec.all(2).paths());
        double[] rest = factors.toCoupling().dense();
        double[] nearest = new CouplingSpec(2, CouplingSpec.all(2).paths(), boxed(weights)).tensor().dense();
        double least = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            DMatrixRMaj unfolding = new DMatrixRMaj(9, 81);
            for (int at = 0; at < 729; at++) {
                int[] index = {at / 81, at / 9 % 9, at % 9};
                unfolding.set(index[axis], index[(axis + 1) % 3] * 9 + index[(axis + 2) % 3], rest[at] - nearest[at]);
            }
            least = Math.min(least, SingularOps_DDRM.singularValues(unfolding)[0]);
        }
        assertEquals(least, new NonEquivariantPart(factors).spectralBound(), 1e-13 * least);
    }

    @Test
    void mistakesAreNamed() {
        Factors factors = fixedVector(1);
        assertThrows(IllegalArgumentException.class, () -> WorstCase.find(factors, 3, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> WorstCase.find(factors, 3, 0, 0));
        double[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        assertThrows(
                IllegalArgumentException.class, () -> EquivarianceError.at(factors, identity, new double[4], new double[3]));
        Factors unequal = new Factors(1, new double[4], new double[9], new double[4]);
        assertThrows(IllegalArgumentException.class, () -> WorstCase.find(unequal, 1, 1, 0));
        assertArrayEquals(new double[] {0, 0}, Vectors.unit(new double[2]));
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] nudged(double[] v, SplittableRandom random) {
        double[] nudge = Vectors.normal(v.length, random);
        double[] out = v.clone();
        for (int i = 0; i < v.length; i++) {
            out[i] += 0.01 * nudge[i];
        }
        return out;
    }

    /** R, then a turn about an axis by Rodrigues' formula. */
    private static double[] turned(double[] rotation, double[] axis, double angle) {
        double[] k = {0, -axis[2], axis[1], axis[2], 0, -axis[0], -axis[1], axis[0], 0};
        double[] turn = new double[9];
        for (int t = 0; t < 9; t++) {
            double identity = t % 4 == 0 ? 1 : 0;
            turn[t] = Math.cos(angle) * identity + Math.sin(angle) * k[t] + (1 - Math.cos(angle)) * axis[t / 3] * axis[t % 3];
        }
        double[] out = new double[9];
        for (int t = 0; t < 27; t++) {
            out[t / 9 * 3 + t / 3 % 3] += turn[t / 9 * 3 + t % 3] * rotation[t % 3 * 3 + t / 3 % 3];
        }
        return out;
    }
}
