package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.Elementary;

/**
 * The instructions of a chain of elementwise operations: a stack machine whose top is a register. Instructions below
 * {@link #JOIN_ADD} read an entry of a value, with {@link #LEAF_LENGTH} − 1 integers that say where it is; the others
 * have one operand.
 */
final class Opcode {

    /** An entry, the first of a chain. */
    static final int LOAD = -1;

    /** Pushes an entry. */
    static final int PUSH = 0;

    /** top + entry. */
    static final int ADD = 1;

    /** top − entry. */
    static final int SUBTRACT = 2;

    /** top · entry. */
    static final int MULTIPLY = 3;

    /** top / entry. */
    static final int DIVIDE = 4;

    /** entry − top. */
    static final int SUBTRACT_FROM = 5;

    /** entry / top. */
    static final int DIVIDE_INTO = 6;

    /** second + top, of the stack; the next three likewise. */
    static final int JOIN_ADD = 7;

    static final int JOIN_SUBTRACT = 8;
    static final int JOIN_MULTIPLY = 9;
    static final int JOIN_DIVIDE = 10;

    /** scale·top + shift, both at the operand's place in the arena. */
    static final int AFFINE = 11;

    /** A cutoff polynomial in 1 − top: the number of its coefficients and themselves at the operand's place in the arena. */
    static final int POLYNOMIAL = 12;

    /** Functions follow, in the order of {@link Elementary}. */
    static final int FUNCTIONS = 13;

    /** The integers of an instruction that reads an entry: see {@link Leaf}. */
    static final int LEAF_LENGTH = 9;

    /** The integers of the other instructions. */
    static final int LENGTH = 2;

    /** The deepest stack below the top. */
    static final int DEPTH = 8;

    private Opcode() {}

    static int of(Elementary function) {
        return FUNCTIONS + function.ordinal();
    }
}
