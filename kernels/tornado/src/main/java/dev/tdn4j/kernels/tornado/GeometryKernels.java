package dev.tdn4j.kernels.tornado;

import static dev.tdn4j.kernels.tornado.Wave.GROUP;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Solid harmonics of vectors: the recurrence of {@link dev.tdn4j.tensor.SolidHarmonics}, a thread a vector. */
final class GeometryKernels {

    private GeometryKernels() {}

    /**
     * Component-normalised solid harmonics ({@link HarmonicsTask}). The factors of the recurrence are in the arena: of the
     * sectoral ones at m, of degree l and order m at 2(l² + l + m) behind them.
     */
    static void raiseHarmonics(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int item = (context.groupIdx - code.get(entry)) * GROUP + context.localIdx;
        int lmax = code.get(task + 1);
        int factors = code.get(task + 4);
        if (item < indices.get(code.get(task))) {
            int v = code.get(task + 2) + 3 * item;
            float x = arena.get(v);
            float y = arena.get(v + 1);
            float z = arena.get(v + 2);
            float square = x * x + y * y + z * z;
            int out = code.get(task + 3) + item * (lmax + 1) * (lmax + 1);
            float re = 1;
            float im = 0;
            arena.set(out, 1);
            for (int m = 0; m <= lmax; m++) {
                if (m > 0) {
                    float ratio = arena.get(factors + m);
                    float next = ratio * (z * re - x * im);
                    im = ratio * (z * im + x * re);
                    re = next;
                    arena.set(out + m * m + 2 * m, re);
                    arena.set(out + m * m, im);
                }
                raise(arena, out, factors + lmax + 1, lmax, m, re, y, square);
                if (m > 0) {
                    raise(arena, out, factors + lmax + 1, lmax, -m, im, y, square);
                }
            }
        }
    }

    /** S_lm = a·(y S_{l−1,m} − b |v|² S_{l−2,m}) for l = |m|+1..lmax from the sectoral one. */
    private static void raise(
            FloatArray arena, int out, int factors, int lmax, int m, float sectoral, float y, float square) {
        float before = 0;
        float below = sectoral;
        for (int l = (m < 0 ? -m : m) + 1; l <= lmax; l++) {
            int place = factors + 2 * (l * l + l + m);
            float value = arena.get(place) * (y * below - arena.get(place + 1) * square * before);
            arena.set(out + l * l + l + m, value);
            before = below;
            below = value;
        }
    }
}
