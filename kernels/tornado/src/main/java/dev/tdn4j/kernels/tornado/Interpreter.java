package dev.tdn4j.kernels.tornado;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Runs a chain's instructions ({@link Opcode}) on a device. All threads of a warp follow the same ones, so reading them is
 * cheap beside the traffic of what they compute, the more so as every one is done for {@value #WIDTH} entries.
 */
final class Interpreter {

    /** The entries that a thread computes at a time. */
    static final int WIDTH = 4;

    private Interpreter() {}

    /** Four entries of a chain, at items i, rows r and channels c, into {@code tops}; {@code stack} is room to work in. */
    static void run(
            IntArray code, IntArray indices, FloatArray arena, int begin, int end, int i0, int i1, int i2, int i3, int r0,
            int r1, int r2, int r3, int c0, int c1, int c2, int c3, float[] stack, float[] tops) {
        int depth = 0;
        float t0 = 0;
        float t1 = 0;
        float t2 = 0;
        float t3 = 0;
        int pc = begin;
        while (pc < end) {
            int opcode = code.get(pc);
            int operand = code.get(pc + 1);
            float e0 = 0;
            float e1 = 0;
            float e2 = 0;
            float e3 = 0;
            if (opcode < Opcode.JOIN_ADD) {
                int itemStride = code.get(pc + 2);
                int rowStride = code.get(pc + 3);
                int channelStride = code.get(pc + 4);
                int gather = code.get(pc + 5);
                int table = code.get(pc + 6);
                int from = code.get(pc + 7);
                int to = code.get(pc + 8);
                e0 = entry(code, indices, arena, operand, itemStride, rowStride, channelStride, gather, table, from, to, i0, r0, c0);
                e1 = entry(code, indices, arena, operand, itemStride, rowStride, channelStride, gather, table, from, to, i1, r1, c1);
                e2 = entry(code, indices, arena, operand, itemStride, rowStride, channelStride, gather, table, from, to, i2, r2, c2);
                e3 = entry(code, indices, arena, operand, itemStride, rowStride, channelStride, gather, table, from, to, i3, r3, c3);
            }
            pc += opcode < Opcode.JOIN_ADD ? Opcode.LEAF_LENGTH : Opcode.LENGTH;
            if (opcode == Opcode.LOAD) {
                t0 = e0;
                t1 = e1;
                t2 = e2;
                t3 = e3;
            } else if (opcode == Opcode.PUSH) {
                stack[depth] = t0;
                stack[depth + 1] = t1;
                stack[depth + 2] = t2;
                stack[depth + 3] = t3;
                depth += WIDTH;
                t0 = e0;
                t1 = e1;
                t2 = e2;
                t3 = e3;
            } else if (opcode < Opcode.JOIN_ADD) {
                t0 = combine(opcode, t0, e0);
                t1 = combine(opcode, t1, e1);
                t2 = combine(opcode, t2, e2);
                t3 = combine(opcode, t3, e3);
            } else if (opcode < Opcode.AFFINE) {
                depth -= WIDTH;
                int joined = opcode - Opcode.JOIN_ADD + Opcode.ADD;
                t0 = combine(joined, stack[depth], t0);
                t1 = combine(joined, stack[depth + 1], t1);
                t2 = combine(joined, stack[depth + 2], t2);
                t3 = combine(joined, stack[depth + 3], t3);
            } else if (opcode == Opcode.AFFINE) {
                float scale = arena.get(operand);
                float shift = arena.get(operand + 1);
                t0 = scale * t0 + shift;
                t1 = scale * t1 + shift;
                t2 = scale * t2 + shift;
                t3 = scale * t3 + shift;
            } else if (opcode == Opcode.POLYNOMIAL) {
                t0 = polynomial(arena, operand, t0);
                t1 = polynomial(arena, operand, t1);
                t2 = polynomial(arena, operand, t2);
                t3 = polynomial(arena, operand, t3);
            } else {
                int function = opcode - Opcode.FUNCTIONS;
                t0 = ElementaryKernels.apply(function, t0);
                t1 = ElementaryKernels.apply(function, t1);
                t2 = ElementaryKernels.apply(function, t2);
                t3 = ElementaryKernels.apply(function, t3);
            }
        }
        tops[0] = t0;
        tops[1] = t1;
        tops[2] = t2;
        tops[3] = t3;
    }

    /** An entry of a value, or the zero that a view puts there. */
    private static float entry(
            IntArray code, IntArray indices, FloatArray arena, int place, int itemStride, int rowStride, int channelStride,
            int gather, int table, int from, int to, int item, int row, int channel) {
        int gathered = gather < 0 ? item : indices.get(gather + item);
        int mapped = table < 0 ? row : code.get(table + row);
        return mapped >= 0 && channel >= from && channel < to
                ? arena.get(place + gathered * itemStride + mapped * rowStride + channel * channelStride)
                : 0;
    }

    private static float combine(int opcode, float a, float b) {
        float result;
        if (opcode == Opcode.ADD) {
            result = a + b;
        } else if (opcode == Opcode.MULTIPLY) {
            result = a * b;
        } else if (opcode == Opcode.SUBTRACT) {
            result = a - b;
        } else if (opcode == Opcode.SUBTRACT_FROM) {
            result = b - a;
        } else if (opcode == Opcode.DIVIDE) {
            result = a / b;
        } else {
            result = b / a;
        }
        return result;
    }

    private static float polynomial(FloatArray arena, int place, float x) {
        float sum = 0;
        int count = (int) arena.get(place);
        for (int k = count; k > 0; k--) {
            sum = sum * (1 - x) + arena.get(place + k);
        }
        return x < 1 ? sum : 0;
    }
}
