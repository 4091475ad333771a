package dev.tdn4j.bench;

import dev.tdn4j.kernels.harmonics.DoubleHarmonics;
import dev.tdn4j.kernels.harmonics.FloatHarmonics;
import dev.tdn4j.kernels.harmonics.HarmonicsBasis;
import java.util.SplittableRandom;

/**
 * One way to compute the harmonics of directions.
 *
 * @param type the type of the numbers
 * @param layout the order of the numbers
 * @param gradients whether with gradients
 * @param lmax the largest degree
 * @param n the number of vectors
 */
public record HarmonicsCase(Type type, Layout layout, boolean gradients, int lmax, int n) {

    /** The type of the numbers. */
    public enum Type {
        /** 32 bits. */
        FLOAT,
        /** 64 bits. */
        DOUBLE;

        int bytes() {
            return this == FLOAT ? Float.BYTES : Double.BYTES;
        }
    }

    /** The order of the numbers, as {@link FloatHarmonics} names it. */
    public enum Layout {
        /** [vector][component], as other libraries have it. */
        ROWS,
        /** [component][vector]. */
        COLUMNS,
        /** [block][component][lane]. */
        BLOCKS
    }

    /** Room for vectors and results, used by one case after the other. Arrays of the other type are empty. */
    record Buffers(float[][] floats, double[][] doubles) {

        /** Room for the largest case. */
        static Buffers of(Type type, int lmax, int n, boolean gradients) {
            int size = (n + 16) * (lmax + 1) * (lmax + 1);
            int[] lengths = {3 * n, n, n, n, size, gradients ? 3 * size : 0};
            SplittableRandom random = new SplittableRandom(1);
            Buffers buffers = new Buffers(new float[lengths.length][], new double[lengths.length][]);
            for (int b = 0; b < lengths.length; b++) {
                buffers.floats[b] = new float[type == Type.FLOAT ? lengths[b] : 0];
                buffers.doubles[b] = new double[type == Type.DOUBLE ? lengths[b] : 0];
                for (int i = 0; b < 4 && i < lengths[b]; i++) {
                    double x = random.nextDouble(0.1, 1) * (random.nextBoolean() ? 1 : -1);
                    if (type == Type.FLOAT) {
                        buffers.floats[b][i] = (float) x;
                    } else {
                        buffers.doubles[b][i] = x;
                    }
                }
            }
            return buffers;
        }
    }

    /** The numbers written for every vector. */
    int written() {
        return (gradients ? 4 : 1) * (lmax + 1) * (lmax + 1);
    }

    /** A call that computes all. */
    Runnable call(Buffers buffers) {
        HarmonicsBasis basis = HarmonicsBasis.sphere(lmax);
        return type == Type.FLOAT
                ? call(new FloatHarmonics(basis), buffers.floats)
                : call(new DoubleHarmonics(basis), buffers.doubles);
    }

    private Runnable call(FloatHarmonics h, float[][] b) {
        return switch (layout) {
            case ROWS -> gradients
                    ? () -> h.gradients(b[0], 0, n, b[4], 0, b[5], 0)
                    : () -> h.values(b[0], 0, n, b[4], 0);
            case COLUMNS -> gradients
                    ? () -> h.columnGradients(b[1], b[2], b[3], 0, n, b[4], 0, b[5], 0, n)
                    : () -> h.columnValues(b[1], b[2], b[3], 0, n, b[4], 0, n);
            case BLOCKS -> gradients
                    ? () -> h.blockGradients(b[1], b[2], b[3], 0, n, b[4], 0, b[5], 0)
                    : () -> h.blockValues(b[1], b[2], b[3], 0, n, b[4], 0);
        };
    }

    private Runnable call(DoubleHarmonics h, double[][] b) {
        return switch (layout) {
            case ROWS -> gradients
                    ? () -> h.gradients(b[0], 0, n, b[4], 0, b[5], 0)
                    : () -> h.values(b[0], 0, n, b[4], 0);
            case COLUMNS -> gradients
                    ? () -> h.columnGradients(b[1], b[2], b[3], 0, n, b[4], 0, b[5], 0, n)
                    : () -> h.columnValues(b[1], b[2], b[3], 0, n, b[4], 0, n);
            case BLOCKS -> gradients
                    ? () -> h.blockGradients(b[1], b[2], b[3], 0, n, b[4], 0, b[5], 0)
                    : () -> h.blockValues(b[1], b[2], b[3], 0, n, b[4], 0);
        };
    }
}
