package dev.tdn4j.tdn.model;

import dev.tdn4j.kernels.Plan;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights that a model's radial networks give to the groups of paths: what it has learned to treat alike, and what not. */
public final class RadialWeights {

    private RadialWeights() {}

    /**
     * The weights of the messages of all blocks on structures' edges.
     *
     * @param model a model with attention blocks
     * @param graphs structures with neighbours within the model's cutoff, at least one edge among them
     * @return [group][block · edge · channel], in the order of the model's groups
     */
    public static double[][] of(Model model, List<AtomGraph> graphs) {
        TdnConfig config = model.config();
        int groups = config.groups().size();
        Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
        Program program = program(config, parameters);
        int edges = graphs.stream().mapToInt(AtomGraph::edges).sum();
        int size = edges * config.channels();
        double[][] weights = new double[groups][config.layers() * size];
        try (Plan plan = new ScalarExecutor().compile(program)) {
            new Batch(graphs, config.elements()).bindTo(plan);
            parameters.keySet().forEach(name -> plan.set(name, model.parameters().byName().get(name)));
            plan.run();
            double[] one = new double[size];
            for (int g = 0; g < groups; g++) {
                for (int layer = 0; layer < config.layers(); layer++) {
                    plan.get(output(layer, g), one);
                    System.arraycopy(one, 0, weights[g], layer * size, size);
                }
            }
        }
        return weights;
    }

    private static String output(int layer, int group) {
        return "weights" + layer + "." + group;
    }

    private static Program program(TdnConfig config, Map<String, ParameterSpec> parameters) {
        Graph graph = new Graph();
        NetworkScope root = new NetworkScope(graph, "", config, parameters, null);
        EdgeGeometry geometry = EdgeGeometry.build(graph, config);
        Value basis = RadialNetwork.basis(root.part("basis"), geometry, config);
        Map<String, Value> outputs = new LinkedHashMap<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            NetworkScope radial = root.part("block" + layer).part("radial");
            List<Value> weights = RadialNetwork.weights(radial, basis, geometry, config);
            for (int g = 0; g < weights.size(); g++) {
                outputs.put(output(layer, g), weights.get(g));
            }
        }
        return Program.of(graph, outputs);
    }
}
