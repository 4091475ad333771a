package dev.tdn4j.kernels.tornado;

import static dev.tdn4j.kernels.tornado.Wave.GROUP;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Fused chains of elementwise operations, alone or under a sum. A chain's instructions are read from {@code code} by
 * {@link Interpreter}, for {@value Interpreter#WIDTH} entries at a time.
 *
 * <p>Neighbouring threads compute neighbouring channels. A sum is added up by one thread in the order of its terms, or by
 * the lanes of a warp and a tree over them: in either case the same order always.
 */
final class ChainKernels {

    /** The threads that share a sum over channels. */
    static final int LANES = 32;

    private ChainKernels() {}

    /**
     * Entries of a result, each a chain or a sum of chains over items or rows ({@link ChainTask}): without a sum four
     * entries a thread, {@value Wave#GROUP} apart, else four terms of one.
     */
    static void evaluateChains(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        float[] stack = new float[Interpreter.WIDTH * Opcode.DEPTH];
        float[] terms = new float[Interpreter.WIDTH];
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int group = context.groupIdx - code.get(entry);
        int rows = code.get(task + 1);
        int channels = code.get(task + 2);
        int out = code.get(task + 3);
        int loop = code.get(task + 4);
        int first = code.get(task + 5);
        int second = code.get(task + 6);
        int end = code.get(task + 7);
        boolean single = loop == ChainTask.SINGLE;
        boolean segment = loop == ChainTask.SEGMENT_SUM || loop == ChainTask.SEGMENT_MAX;
        boolean overRows = loop == ChainTask.ROWS;
        boolean overItems = !single && !overRows;
        int members = segment ? second : -1;
        int total = (code.get(task) < 0 ? -code.get(task) : indices.get(code.get(task))) * rows * channels;
        int id = (single ? group * Interpreter.WIDTH : group) * GROUP + context.localIdx;
        if (id < total) {
            // Entries and terms behind the last are the last again, and not used.
            int step = single ? GROUP : 0;
            int id1 = TornadoMath.min(id + step, total - 1);
            int id2 = TornadoMath.min(id + 2 * step, total - 1);
            int id3 = TornadoMath.min(id + 3 * step, total - 1);
            int line = id / channels;
            int line1 = id1 / channels;
            int line2 = id2 / channels;
            int line3 = id3 / channels;
            int item = line / rows;
            int length = loop == ChainTask.ITEMS ? (indices.get(first) + second - 1) / second : 0;
            int from = segment ? indices.get(first + item) : item * length;
            int to = segment ? indices.get(first + item + 1) : first;
            to = loop == ChainTask.ITEMS ? TornadoMath.min(from + length, indices.get(first)) : to;
            to = single ? 1 : to;
            float result = 0;
            for (int k = from; k < to; k += Interpreter.WIDTH) {
                int k1 = TornadoMath.min(k + 1, to - 1);
                int k2 = TornadoMath.min(k + 2, to - 1);
                int k3 = TornadoMath.min(k + 3, to - 1);
                Interpreter.run(
                        code, indices, arena, task + ChainTask.HEADER, end,
                        overItems ? member(indices, members, k) : item,
                        overItems ? member(indices, members, k1) : line1 / rows,
                        overItems ? member(indices, members, k2) : line2 / rows,
                        overItems ? member(indices, members, k3) : line3 / rows,
                        overRows ? k : line % rows, overRows ? k1 : line1 % rows, overRows ? k2 : line2 % rows,
                        overRows ? k3 : line3 % rows, id - line * channels, id1 - line1 * channels,
                        id2 - line2 * channels, id3 - line3 * channels, stack, terms);
                float most = TornadoMath.max(TornadoMath.max(terms[0], terms[1]), TornadoMath.max(terms[2], terms[3]));
                float sum = result + terms[0];
                sum = k + 1 < to ? sum + terms[1] : sum;
                sum = k + 2 < to ? sum + terms[2] : sum;
                sum = k + 3 < to ? sum + terms[3] : sum;
                float largest = k == from ? most : TornadoMath.max(result, most);
                result = loop == ChainTask.SEGMENT_MAX ? largest : sum;
            }
            arena.set(out + id, single ? terms[0] : result);
            if (single) {
                arena.set(out + id1, terms[1]);
                arena.set(out + id2, terms[2]);
                arena.set(out + id3, terms[3]);
            }
        }
    }

    private static int member(IntArray indices, int members, int k) {
        return members < 0 ? k : indices.get(members + k);
    }

    /** Sums of chains over channels ({@link ChannelSumTask}): {@value #LANES} threads a sum. */
    static void sumChannels(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        float[] stack = new float[Interpreter.WIDTH * Opcode.DEPTH];
        float[] terms = new float[Interpreter.WIDTH];
        float[] sums = context.allocateFloatLocalArray(GROUP);
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int group = context.groupIdx - code.get(entry);
        int rows = code.get(task + 1);
        int channels = code.get(task + 2);
        int end = code.get(task + 4);
        int local = context.localIdx;
        int lane = local % LANES;
        int id = group * (GROUP / LANES) + local / LANES;
        int total = indices.get(code.get(task)) * rows;
        float sum = 0;
        if (id < total) {
            int item = id / rows;
            int row = id - item * rows;
            for (int channel = lane; channel < channels; channel += Interpreter.WIDTH * LANES) {
                int c1 = TornadoMath.min(channel + LANES, channels - 1);
                int c2 = TornadoMath.min(channel + 2 * LANES, channels - 1);
                int c3 = TornadoMath.min(channel + 3 * LANES, channels - 1);
                Interpreter.run(
                        code, indices, arena, task + ChannelSumTask.HEADER, end, item, item, item, item, row, row, row, row,
                        channel, c1, c2, c3, stack, terms);
                sum = sum + terms[0];
                sum = channel + LANES < channels ? sum + terms[1] : sum;
                sum = channel + 2 * LANES < channels ? sum + terms[2] : sum;
                sum = channel + 3 * LANES < channels ? sum + terms[3] : sum;
            }
        }
        sums[local] = sum;
        context.localBarrier();
        for (int half = LANES / 2; half > 0; half = half / 2) {
            if (lane < half) {
                sums[local] = sums[local] + sums[local + half];
            }
            context.localBarrier();
        }
        if (lane == 0 && id < total) {
            arena.set(code.get(task + 3) + id, sums[local]);
        }
    }
}
