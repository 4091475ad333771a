package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.CutoffPolynomial;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Value;
import java.util.stream.DoubleStream;

/** Writes elementwise operations as chains. */
final class ChainBuilder {

    private final Lowering lowering;
    private final Fusion fusion;

    ChainBuilder(Lowering lowering, Fusion fusion) {
        this.lowering = lowering;
        this.fusion = fusion;
    }

    /**
     * The chain of a value.
     *
     * @param compute whether the value itself is computed although it is stored, because it is being stored
     */
    Chain of(Value value, boolean compute) {
        Chain chain = new Chain();
        if (compute && View.isView(value)) {
            chain.read(Opcode.PUSH, leaf(fusion.view(value.argument(0)).then(value)));
        } else if (compute) {
            operation(value, chain);
        } else {
            push(value, chain);
        }
        return chain;
    }

    private boolean isLeaf(Value value) {
        return !Fusion.isElementwise(value) || fusion.isStored(value);
    }

    private void push(Value value, Chain chain) {
        if (isLeaf(value)) {
            chain.read(Opcode.PUSH, leaf(fusion.view(value)));
        } else {
            operation(value, chain);
        }
    }

    private Leaf leaf(View view) {
        if (view.gather() != null) {
            lowering.gathers(view.gather());
        }
        return Leaf.of(view, lowering.buffer(view.base()), lowering.tables());
    }

    private void operation(Value value, Chain chain) {
        Value a = value.argument(0);
        switch (value.operation()) {
            case Operation.Binary binary -> binary(binary, a, value.argument(1), chain);
            case Operation.Affine(double scale, double shift) -> {
                push(a, chain);
                chain.compute(Opcode.AFFINE, lowering.constantPool().place(scale, shift));
            }
            case Operation.Apply(var function) -> {
                push(a, chain);
                switch (function) {
                    case Elementary elementary -> chain.compute(Opcode.of(elementary), 0);
                    case CutoffPolynomial polynomial -> chain.compute(Opcode.POLYNOMIAL, place(polynomial));
                }
            }
            default -> throw new IllegalArgumentException("not elementwise: " + value);
        }
    }

    private int place(CutoffPolynomial polynomial) {
        return lowering.constantPool().place(DoubleStream.concat(
                        DoubleStream.of(polynomial.coefficients().size()),
                        polynomial.coefficients().stream().mapToDouble(Double::doubleValue))
                .toArray());
    }

    /** The operand that is no entry is computed first; then the other is read where it is combined. */
    private void binary(Operation.Binary operation, Value a, Value b, Chain chain) {
        if (isLeaf(b)) {
            push(a, chain);
            chain.read(opcode(operation), leaf(fusion.view(b)));
        } else if (isLeaf(a)) {
            push(b, chain);
            chain.read(reversed(operation), leaf(fusion.view(a)));
        } else {
            push(a, chain);
            push(b, chain);
            chain.compute(opcode(operation) - Opcode.ADD + Opcode.JOIN_ADD, 0);
        }
    }

    private static int opcode(Operation.Binary operation) {
        return switch (operation) {
            case ADD -> Opcode.ADD;
            case SUBTRACT -> Opcode.SUBTRACT;
            case MULTIPLY -> Opcode.MULTIPLY;
            case DIVIDE -> Opcode.DIVIDE;
        };
    }

    private static int reversed(Operation.Binary operation) {
        return switch (operation) {
            case ADD -> Opcode.ADD;
            case SUBTRACT -> Opcode.SUBTRACT_FROM;
            case MULTIPLY -> Opcode.MULTIPLY;
            case DIVIDE -> Opcode.DIVIDE_INTO;
        };
    }
}
