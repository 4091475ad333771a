package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Elementary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one row of a value is at some channels, as an expression in rows that are loaded: what a {@link FusedStep} computes
 * in a register. Terms of one {@link Pool} that are equal are the same object.
 */
final class Term {

    /** What a term does with its arguments. */
    enum Kind {
        /** The same number in every lane. */
        CONSTANT,
        /** A vector of an operand's row. */
        LOAD,
        /** The one number of an operand's row, in every lane. */
        NUMBER,
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        /** scale·x + shift. */
        AFFINE,
        /** A function. */
        APPLY
    }

    /** What distinguishes a term from others. Arguments are equal only if they are the same. */
    private record Key(Kind kind, List<Term> arguments, Operand operand, int row, Elementary function, float scale, float shift) {}

    private final Key key;

    private Term(Key key) {
        this.key = key;
    }

    Kind kind() {
        return key.kind;
    }

    List<Term> arguments() {
        return key.arguments;
    }

    Term argument(int position) {
        return key.arguments.get(position);
    }

    Operand operand() {
        return key.operand;
    }

    int row() {
        return key.row;
    }

    Elementary function() {
        return key.function;
    }

    /** The factor of an affine term. */
    float scale() {
        return key.scale;
    }

    /** The number of a constant, or what an affine term adds. */
    float shift() {
        return key.shift;
    }

    private boolean isZero() {
        return key.kind == Kind.CONSTANT && key.shift == 0;
    }

    /** Makes terms, simpler ones where an argument is zero: rows without a source are zeros, and most do nothing. */
    static final class Pool {

        private final Map<Key, Term> known = new HashMap<>();

        private Term make(Kind kind, List<Term> arguments, Operand operand, int row, Elementary function, float scale, float shift) {
            return known.computeIfAbsent(new Key(kind, arguments, operand, row, function, scale, shift), Term::new);
        }

        Term constant(double value) {
            return make(Kind.CONSTANT, List.of(), null, 0, null, 0, (float) value);
        }

        Term load(Operand operand, int row) {
            return make(operand.isNumber() ? Kind.NUMBER : Kind.LOAD, List.of(), operand, row, null, 0, 0);
        }

        Term add(Term a, Term b) {
            return a.isZero() ? b : b.isZero() ? a : make(Kind.ADD, List.of(a, b), null, 0, null, 0, 0);
        }

        Term subtract(Term a, Term b) {
            return b.isZero() ? a : a.isZero() ? affine(b, -1, 0) : make(Kind.SUBTRACT, List.of(a, b), null, 0, null, 0, 0);
        }

        Term multiply(Term a, Term b) {
            return a.isZero() ? a : b.isZero() ? b : make(Kind.MULTIPLY, List.of(a, b), null, 0, null, 0, 0);
        }

        Term divide(Term a, Term b) {
            return make(Kind.DIVIDE, List.of(a, b), null, 0, null, 0, 0);
        }

        Term affine(Term x, double scale, double shift) {
            if (scale == 1 && shift == 0) {
                return x;
            }
            return x.isZero() ? constant(shift) : make(Kind.AFFINE, List.of(x), null, 0, null, (float) scale, (float) shift);
        }

        Term apply(Elementary function, Term x) {
            return make(Kind.APPLY, List.of(x), null, 0, function, 0, 0);
        }
    }
}
