package dev.tdn4j.tensor.graph;

import java.util.List;

/** One value of a task graph in single-assignment form: an operation, its arguments, and the type of the result. */
public final class Value {

    private final int id;
    private final Operation operation;
    private final List<Value> arguments;
    private final Type type;

    Value(int id, Operation operation, List<Value> arguments, Type type) {
        this.id = id;
        this.operation = operation;
        this.arguments = arguments;
        this.type = type;
    }

    /**
     * The position at which the graph made this value; arguments have smaller ones.
     *
     * @return at least 0, unique in its graph
     */
    public int id() {
        return id;
    }

    /**
     * What computes this value.
     *
     * @return the operation
     */
    public Operation operation() {
        return operation;
    }

    /**
     * What it is computed from.
     *
     * @return the arguments, in the operation's order
     */
    public List<Value> arguments() {
        return arguments;
    }

    /**
     * One argument.
     *
     * @param position its position
     * @return the argument
     */
    public Value argument(int position) {
        return arguments.get(position);
    }

    /**
     * The type of this value.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    @Override
    public String toString() {
        String of = String.join(", ", arguments.stream().map(a -> "%" + a.id).toList());
        return "%" + id + " = " + operation + "(" + of + ") : " + type;
    }
}
