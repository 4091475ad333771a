package dev.tdn4j.kernels.tornado;

import static dev.tdn4j.kernels.tornado.Wave.GROUP;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Fused chains of elementwise operations, alone or under a sum. A chain's instructions are read from {@code code}: all
 * threads of a warp follow the same ones, so reading them costs little beside the traffic of what they compute.
 *
 * <p>Neighbouring threads compute neighbouring channels. A sum is added up by one thread in the order of its terms, or by
 * the lanes of a warp and a tree over them: in either case the same order always.
 */
final class ChainKernels {

    /** The threads that share a sum over channels. */
    static final int LANES = 32;

    private ChainKernels() {}

    /** Entries of a result, each a chain or a sum of chains over items or rows ({@link ChainTask}). */
    static void evaluateChains(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int group = context.groupIdx - code.get(entry);
        int rows = code.get(task + 1);
        int channels = code.get(task + 2);
        int loop = code.get(task + 4);
        int first = code.get(task + 5);
        int second = code.get(task + 6);
        int repeats = code.get(task + 7);
        int end = code.get(task + 8);
        int total = code.get(task) < 0 ? -code.get(task) * rows * channels : indices.get(code.get(task)) * rows * channels;
        for (int q = 0; q < repeats; q++) {
            int id = (group * repeats + q) * GROUP + context.localIdx;
            if (id < total) {
                int line = id / channels;
                int item = line / rows;
                int row = line - item * rows;
                int from = 0;
                int to = 1;
                if (loop == ChainTask.SEGMENT_SUM || loop == ChainTask.SEGMENT_MAX) {
                    from = indices.get(first + item);
                    to = indices.get(first + item + 1);
                } else if (loop == ChainTask.ROWS || loop == ChainTask.PARTS) {
                    to = first;
                } else if (loop == ChainTask.ITEMS) {
                    int length = (indices.get(first) + second - 1) / second;
                    from = item * length;
                    to = TornadoMath.min(from + length, indices.get(first));
                }
                float result = 0;
                for (int k = from; k < to; k++) {
                    int termItem = loop == ChainTask.SINGLE || loop == ChainTask.ROWS ? item : k;
                    if (second >= 0 && (loop == ChainTask.SEGMENT_SUM || loop == ChainTask.SEGMENT_MAX)) {
                        termItem = indices.get(second + k);
                    }
                    int termRow = loop == ChainTask.ROWS ? k : row;
                    float term = chain(code, indices, arena, task + ChainTask.HEADER, end, termItem, termRow, id - line * channels);
                    if (loop == ChainTask.SEGMENT_MAX) {
                        result = k == from ? term : TornadoMath.max(result, term);
                    } else {
                        result = result + term;
                    }
                }
                arena.set(code.get(task + 3) + id, result);
            }
        }
    }

    /** Sums of chains over channels ({@link ChannelSumTask}): {@value #LANES} threads a sum. */
    static void sumChannels(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
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
            for (int channel = lane; channel < channels; channel += LANES) {
                sum += chain(code, indices, arena, task + ChannelSumTask.HEADER, end, item, id - item * rows, channel);
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

    /** One entry of a chain. */
    static float chain(
            IntArray code, IntArray indices, FloatArray arena, int begin, int end, int item, int row, int channel) {
        float[] stack = new float[Opcode.DEPTH];
        int depth = 0;
        float top = 0;
        int pc = begin;
        while (pc < end) {
            int opcode = code.get(pc);
            float entry = 0;
            if (opcode < Opcode.JOIN_ADD) {
                int gathered = code.get(pc + 5) < 0 ? item : indices.get(code.get(pc + 5) + item);
                int mapped = code.get(pc + 6) < 0 ? row : code.get(code.get(pc + 6) + row);
                if (mapped >= 0 && channel >= code.get(pc + 7) && channel < code.get(pc + 8)) {
                    entry = arena.get(code.get(pc + 1) + gathered * code.get(pc + 2) + mapped * code.get(pc + 3)
                            + channel * code.get(pc + 4));
                }
            }
            int operand = code.get(pc + 1);
            pc += opcode < Opcode.JOIN_ADD ? Opcode.LEAF_LENGTH : Opcode.LENGTH;
            if (opcode == Opcode.PUSH) {
                stack[depth] = top;
                depth++;
                top = entry;
            } else if (opcode < Opcode.JOIN_ADD) {
                top = combine(opcode, top, entry);
            } else if (opcode < Opcode.AFFINE) {
                depth--;
                top = combine(opcode - Opcode.JOIN_ADD + Opcode.ADD, stack[depth], top);
            } else if (opcode == Opcode.AFFINE) {
                top = arena.get(operand) * top + arena.get(operand + 1);
            } else if (opcode == Opcode.POLYNOMIAL) {
                top = polynomial(arena, operand, top);
            } else {
                top = ElementaryKernels.apply(opcode - Opcode.FUNCTIONS, top);
            }
        }
        return top;
    }

    private static float combine(int opcode, float a, float b) {
        return switch (opcode) {
            case Opcode.ADD -> a + b;
            case Opcode.SUBTRACT -> a - b;
            case Opcode.MULTIPLY -> a * b;
            case Opcode.DIVIDE -> a / b;
            case Opcode.SUBTRACT_FROM -> b - a;
            default -> b / a;
        };
    }

    private static float polynomial(FloatArray arena, int place, float x) {
        float sum = 0;
        if (x < 1) {
            int count = (int) arena.get(place);
            for (int k = count; k > 0; k--) {
                sum = sum * (1 - x) + arena.get(place + k);
            }
        }
        return sum;
    }
}
