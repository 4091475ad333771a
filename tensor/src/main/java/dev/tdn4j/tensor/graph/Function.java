package dev.tdn4j.tensor.graph;

/** A function of one number, applied to every entry of a value. Closed under differentiation. */
public sealed interface Function permits Elementary, CutoffPolynomial {

    /**
     * The function's value, in double.
     *
     * @param x the argument
     * @return f(x)
     */
    double at(double x);

    /**
     * The derivative as a value of the graph.
     *
     * @param graph the graph to build in
     * @param x the argument
     * @param y f(x), which is at hand
     * @return f′(x)
     */
    Value derivative(Graph graph, Value x, Value y);
}
