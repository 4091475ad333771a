package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Map;

/**
 * Where a part of a network is built: a graph, a dotted name, and the register of trainable parameters.
 */
final class NetworkScope {

    private final Graph graph;
    private final String name;
    private final TdnConfig config;
    private final Map<String, ParameterSpec> parameters;
    /** The masks of dropout, or null without it. */
    private final Map<String, Type> masks;

    NetworkScope(
            Graph graph, String name, TdnConfig config, Map<String, ParameterSpec> parameters, Map<String, Type> masks) {
        this.graph = graph;
        this.name = name;
        this.config = config;
        this.parameters = parameters;
        this.masks = masks;
    }

    Graph graph() {
        return graph;
    }

    /** The shape of the network. */
    TdnConfig config() {
        return config;
    }

    /** The scope of a part, whose parameters' names begin with this scope's. */
    NetworkScope part(String part) {
        return new NetworkScope(graph, name.isEmpty() ? part : name + "." + part, config, parameters, masks);
    }

    /** Where the network is built with dropout, x times a mask that is given at every run; else x itself. */
    Value dropped(Value x) {
        if (masks == null) {
            return x;
        }
        String mask = name + ".dropout";
        if (masks.put(mask, x.type()) != null) {
            throw new IllegalStateException("mask " + mask + " is declared twice");
        }
        return graph.multiply(x, graph.input(mask, x.type()));
    }

    /** Declares a trainable parameter in space ONE. */
    Value parameter(String parameter, int rows, int channels, Initial initial) {
        return parameter(parameter, new Type(Space.ONE, rows, channels), initial);
    }

    /** Declares a trainable parameter. */
    Value parameter(String parameter, Type type, Initial initial) {
        String full = name.isEmpty() ? parameter : name + "." + parameter;
        int items = type.space() == Space.ELEMENTS ? config.elements().size() : 1;
        if (parameters.put(full, new ParameterSpec(full, type, items, initial)) != null) {
            throw new IllegalStateException("parameter " + full + " is declared twice");
        }
        return graph.parameter(full, type);
    }
}
