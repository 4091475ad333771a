package dev.tdn4j.tdn.model;

import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights of the published network (arXiv 2507.01131), saved as safetensors under the names of its own code, in the layouts
 * of PyTorch: the matrix of a linear layer is [out][in] there and [in][out] here. Names may begin with {@code weights.}.
 *
 * <table>
 * <caption>Which is which</caption>
 * <tr><th>published</th><th>here</th></tr>
 * <tr><td>atom_embed.atom_type_lin</td><td>embedding</td></tr>
 * <tr><td>rbf.mean, std, weight, bias</td><td>basis.means, widths, scale, shift</td></tr>
 * <tr><td>edge_embed.exp, rad, proj</td><td>degree.expand, radial, project</td></tr>
 * <tr><td>blocks.N.norm1, attn, attn.rad, norm2, ffn</td>
 *     <td>blockN.attention_norm, attention, radial, feed_forward_norm, feed_forward</td></tr>
 * <tr><td>norm, head.0, head.2</td><td>energy_norm, energy.hidden, energy.out</td></tr>
 * <tr><td>force_head, force_head.rad, force_proj</td><td>forces.attention, forces.radial, forces.project</td></tr>
 * <tr><td>factors.a, factors.b, factors.c</td><td>the CP factors of x, the harmonics and the output, [n][R]</td></tr>
 * </table>
 */
public final class PublishedWeights {

    private static final String PREFIX = "weights.";

    private final String source;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final int lmax;

    private PublishedWeights(Safetensors file, int lmax, String source) {
        this.source = source;
        this.lmax = lmax;
        file.tensors().forEach((name, tensor) ->
                tensors.put(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, tensor));
    }

    /**
     * A model from published weights. The file does not tell the cutoff and the averages, for which the published values
     * stand.
     *
     * @param file the weights and the factors
     * @param lmax the largest degree that they are of
     * @param cutoff the cutoff radius, Å
     * @param source what to name in errors
     * @return the model, without reference energies
     * @throws DataException if a tensor is missing or of another shape
     */
    public static Model model(Safetensors file, int lmax, double cutoff, String source) {
        PublishedWeights weights = new PublishedWeights(file, lmax, source);
        TdnConfig config = weights.config(cutoff);
        SharedProduct product = SharedProduct.of(config, weights.factors(), "from " + source);
        Parameters parameters =
                Parameters.zeros(new TdnNetwork(config, product.coupling()).parameters().values());
        weights.values(config, product).forEach((name, values) -> {
            float[] rounded = parameters.byName().get(name);
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) values[i];
            }
        });
        TreeMap<Integer, Double> none = new TreeMap<>();
        for (int number = 1; number < config.elements().first() + config.elements().size(); number++) {
            none.put(number, 0.0);
        }
        return new Model(config, product, parameters, new ReferenceEnergies(none));
    }

    /** The parameters in double, as the file may hold them. */
    static Map<String, double[]> values(Safetensors file, TdnConfig config, SharedProduct product, String source) {
        return new PublishedWeights(file, config.lmax(), source).values(config, product);
    }

    private TdnConfig config(double cutoff) {
        int layers = 0;
        while (tensors.containsKey("blocks." + layers + ".attn.alpha_dot")) {
            layers++;
        }
        long[] heads = tensor("blocks.0.attn.alpha_dot").shape();
        TdnConfig paper = TdnConfig.paper(lmax);
        return new TdnConfig(
                lmax,
                tensor("atom_embed.atom_type_lin.bias").size(),
                layers,
                cutoff,
                tensor("rbf.mean").size(),
                (int) heads[0],
                false,
                FactorMethod.ALS,
                factors().rank(),
                paper.averageDegree(),
                paper.energyScale(),
                NetworkForm.PUBLISHED,
                tensors.containsKey("force_proj.bias") ? ForceKind.DIRECT : ForceKind.GRADIENT,
                tensor("edge_embed.rad.net.0.bias").size(),
                paper.averageAtoms(),
                Architecture.TDN,
                PathSharing.SHARED,
                Linears.SHARED);
    }

    private Factors factors() {
        int n = Degrees.components(lmax);
        double[][] factor = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            String name = "factors." + "abc".charAt(axis);
            Tensor tensor = tensor(name);
            if (tensor.shape().length != 2 || tensor.shape()[0] != n) {
                throw new DataException("%s: %s has the shape %s, but at lmax = %d its rows are %d".formatted(
                        source, name, Arrays.toString(tensor.shape()), lmax, n));
            }
            factor[axis] = tensor.doubles();
        }
        return new Factors(factor[0].length / n, factor[0], factor[1], factor[2]);
    }

    private Map<String, double[]> values(TdnConfig config, SharedProduct product) {
        Map<String, double[]> values = new LinkedHashMap<>();
        new TdnNetwork(config, product.coupling()).parameters().forEach((name, spec) -> {
            String published = published(name);
            Tensor tensor = tensor(published);
            if (tensor.size() != spec.size()) {
                throw new DataException("%s: %s has %d entries, but %s has %d".formatted(
                        source, published, tensor.size(), name, spec.size()));
            }
            boolean matrix = published.endsWith(".weight") && tensor.shape().length == 2;
            values.put(name, matrix ? transposed(tensor) : tensor.doubles());
        });
        return values;
    }

    private Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new DataException(source + " lacks the tensor " + name + " of the published network");
        }
        return tensor;
    }

    private static double[] transposed(Tensor matrix) {
        int rows = (int) matrix.shape()[0];
        int columns = (int) matrix.shape()[1];
        double[] in = matrix.doubles();
        double[] out = new double[in.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[j * rows + i] = in[i * columns + j];
            }
        }
        return out;
    }

    /** The published name of one of our parameters. */
    private static String published(String name) {
        if (name.startsWith("basis.")) {
            return switch (name) {
                case "basis.means" -> "rbf.mean";
                case "basis.widths" -> "rbf.std";
                case "basis.scale" -> "rbf.weight";
                default -> "rbf.bias";
            };
        }
        if (name.startsWith("embedding.")) {
            return "atom_embed.atom_type_lin." + (name.endsWith("bias") ? "bias" : "weight");
        }
        int dot = name.indexOf('.');
        String part = name.substring(0, dot);
        String rest = name.substring(dot + 1);
        return switch (part) {
            case "degree" -> "edge_embed." + inAttention(rest.replace("expand", "exp").replace("project", "proj"));
            case "energy_norm" -> "norm." + norm(rest);
            case "energy" -> rest.startsWith("hidden") ? "head.0." + linear(rest) : "head.2." + linear(rest);
            case "forces" -> rest.startsWith("project") ? "force_proj." + linear(rest) : "force_head." + inAttention(rest);
            default -> "blocks." + part.substring("block".length()) + "." + inBlock(rest);
        };
    }

    private static String inBlock(String name) {
        int dot = name.indexOf('.');
        return switch (name.substring(0, dot)) {
            case "attention_norm" -> "norm1." + norm(name);
            case "feed_forward_norm" -> "norm2." + norm(name);
            case "feed_forward" -> "ffn." + (name.contains("expand") ? 0 : 2) + "." + linear(name);
            default -> "attn." + inAttention(name);
        };
    }

    /** A part of attention, or of the degree embedding, which has a radial network too. */
    private static String inAttention(String name) {
        if (name.startsWith("radial.")) {
            return "rad." + radial(name.substring("radial.".length()));
        }
        String part = name.replace("attention.", "");
        if (part.equals("alpha.dot")) {
            return "alpha_dot";
        }
        String layer = part.substring(0, part.indexOf('.'));
        String published = layer.equals("alpha") || layer.equals("value") ? "lin_" + layer : layer;
        return published + "." + linear(part);
    }

    private static String radial(String name) {
        if (name.equals("out.offset")) {
            return "offset";
        }
        if (name.equals("out.weight")) {
            return "net.6.weight";
        }
        boolean first = name.startsWith("hidden0");
        if (name.contains("norm")) {
            return "net." + (first ? 1 : 4) + (name.endsWith("gain") ? ".weight" : ".bias");
        }
        return "net." + (first ? 0 : 3) + (name.endsWith("weight") ? ".weight" : ".bias");
    }

    private static String linear(String name) {
        return name.endsWith("weight") ? "linear.weight" : "bias";
    }

    private static String norm(String name) {
        return name.endsWith("gain") ? "affine_weight" : "affine_bias";
    }
}
