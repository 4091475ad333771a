package dev.tdn4j.kernels.scalar;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.SolidHarmonics;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Arrays;

/** Every operation as its definition reads, over arrays [item][row][channel]. */
final class ScalarOperations {

    private ScalarOperations() {}

    static void compute(Value value, Binding binding, double[][] in, double[] out) {
        Type type = value.type();
        Type first = value.arguments().isEmpty() ? type : value.argument(0).type();
        Type second = value.arguments().size() < 2 ? type : value.argument(1).type();
        int items = binding.size(type.space());
        switch (value.operation()) {
            case Operation.Input _, Operation.Parameter _ -> throw new IllegalArgumentException("data is not computed: " + value);
            case Operation.Constant constant -> System.arraycopy(constant.data(), 0, out, 0, out.length);
            case Operation.Binary binary -> binary(binary, items, type, in[0], first, in[1], second, out);
            case Operation.Affine affine -> Arrays.setAll(out, e -> affine.scale() * in[0][e] + affine.shift());
            case Operation.Apply apply -> Arrays.setAll(out, e -> apply.function().at(in[0][e]));
            case Operation.Sum _ -> sum(binding.size(first.space()), first, in[0], type, out);
            case Operation.Broadcast _ -> broadcast(items, type, in[0], first, out);
            case Operation.MapRows map -> mapRows(map.map(), items, type, in[0], out);
            case Operation.Linear _ -> linear(items * type.rows(), first.channels(), type.channels(), in[0], in[1], out);
            case Operation.OuterSum _ -> outerSum(
                    binding.size(first.space()) * first.rows(), first.channels(), second.channels(), in[0], in[1], out);
            case Operation.Transpose _ -> transpose(type, in[0], out);
            case Operation.BlockLinear(BlockPattern pattern) ->
                blockLinear(pattern, items, first.channels(), type.channels(), in[0], in[1], out);
            case Operation.BlockOuterSum(BlockPattern pattern) -> blockOuterSum(
                    pattern, binding.size(first.space()), first.channels(), type.channels(), in[0], in[1], out);
            case Operation.BlockTranspose(int blocks) -> blockTranspose(blocks, type, in[0], out);
            case Operation.TensorProduct product -> tensorProduct(product, items, type, in[0], first, in[1], second, out);
            case Operation.Gather gather -> gather(binding.index(gather.index()), type.itemSize(), in[0], out);
            case Operation.SegmentSum sum -> segmentSum(binding.index(sum.index()), type.itemSize(), in[0], out);
            case Operation.SegmentMax max -> segmentMax(binding.index(max.index()), type.itemSize(), in[0], out);
            case Operation.SolidHarmonics harmonics -> harmonics(harmonics.lmax(), items, in[0], out);
            case Operation.SliceChannels slice -> copyChannels(items * type.rows(), type.channels(), in[0], slice.from(), first.channels(), out, 0, type.channels());
            case Operation.PadChannels pad -> copyChannels(items * type.rows(), first.channels(), in[0], 0, first.channels(), out, pad.from(), type.channels());
            case Operation.StopGradient _ -> System.arraycopy(in[0], 0, out, 0, out.length);
        }
    }

    /** The position in a value of some type of the entry that (item, row, channel) of a larger type reads. */
    private static int at(Type type, int item, int row, int channel) {
        int e = type.space() == dev.tdn4j.tensor.graph.Space.ONE ? 0 : item;
        int r = type.rows() == 1 ? 0 : row;
        int c = type.channels() == 1 ? 0 : channel;
        return (e * type.rows() + r) * type.channels() + c;
    }

    private static void binary(
            Operation.Binary operation, int items, Type type, double[] a, Type aType, double[] b, Type bType, double[] out) {
        for (int e = 0; e < items; e++) {
            for (int r = 0; r < type.rows(); r++) {
                for (int c = 0; c < type.channels(); c++) {
                    double x = a[at(aType, e, r, c)];
                    double y = b[at(bType, e, r, c)];
                    out[at(type, e, r, c)] = switch (operation) {
                        case ADD -> x + y;
                        case SUBTRACT -> x - y;
                        case MULTIPLY -> x * y;
                        case DIVIDE -> x / y;
                    };
                }
            }
        }
    }

    private static void sum(int items, Type from, double[] x, Type to, double[] out) {
        for (int e = 0; e < items; e++) {
            for (int r = 0; r < from.rows(); r++) {
                for (int c = 0; c < from.channels(); c++) {
                    out[at(to, e, r, c)] += x[at(from, e, r, c)];
                }
            }
        }
    }

    private static void broadcast(int items, Type to, double[] x, Type from, double[] out) {
        for (int e = 0; e < items; e++) {
            for (int r = 0; r < to.rows(); r++) {
                for (int c = 0; c < to.channels(); c++) {
                    out[at(to, e, r, c)] = x[at(from, e, r, c)];
                }
            }
        }
    }

    private static void mapRows(RowMap map, int items, Type type, double[] x, double[] out) {
        int channels = type.channels();
        for (int e = 0; e < items; e++) {
            for (int o = 0; o < map.outputs(); o++) {
                for (int t = map.start(o); t < map.start(o + 1); t++) {
                    for (int c = 0; c < channels; c++) {
                        out[(e * map.outputs() + o) * channels + c] +=
                                map.value(t) * x[(e * map.inputs() + map.column(t)) * channels + c];
                    }
                }
            }
        }
    }

    private static void linear(int rows, int depth, int channels, double[] x, double[] w, double[] out) {
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < depth; k++) {
                double xk = x[r * depth + k];
                for (int m = 0; m < channels; m++) {
                    out[r * channels + m] += xk * w[k * channels + m];
                }
            }
        }
    }

    private static void outerSum(int rows, int left, int right, double[] x, double[] g, double[] out) {
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < left; k++) {
                for (int m = 0; m < right; m++) {
                    out[k * right + m] += x[r * left + k] * g[r * right + m];
                }
            }
        }
    }

    private static void transpose(Type type, double[] x, double[] out) {
        for (int r = 0; r < type.rows(); r++) {
            for (int c = 0; c < type.channels(); c++) {
                out[r * type.channels() + c] = x[c * type.rows() + r];
            }
        }
    }

    private static void blockLinear(
            BlockPattern pattern, int items, int depth, int channels, double[] x, double[] w, double[] out) {
        for (int e = 0; e < items; e++) {
            for (BlockPattern.Entry entry : pattern.entries()) {
                for (int k = 0; k < depth; k++) {
                    double xk = x[(e * pattern.inputs() + entry.input()) * depth + k];
                    for (int m = 0; m < channels; m++) {
                        out[(e * pattern.outputs() + entry.output()) * channels + m] +=
                                xk * w[(entry.block() * depth + k) * channels + m];
                    }
                }
            }
        }
    }

    private static void blockOuterSum(
            BlockPattern pattern, int items, int left, int right, double[] x, double[] g, double[] out) {
        for (int e = 0; e < items; e++) {
            for (BlockPattern.Entry entry : pattern.entries()) {
                for (int k = 0; k < left; k++) {
                    for (int m = 0; m < right; m++) {
                        out[(entry.block() * left + k) * right + m] +=
                                x[(e * pattern.inputs() + entry.input()) * left + k]
                                        * g[(e * pattern.outputs() + entry.output()) * right + m];
                    }
                }
            }
        }
    }

    private static void blockTranspose(int blocks, Type type, double[] x, double[] out) {
        int rows = type.rows() / blocks;
        for (int r = 0; r < type.rows(); r++) {
            for (int c = 0; c < type.channels(); c++) {
                out[r * type.channels() + c] = x[(r / rows * type.channels() + c) * rows + r % rows];
            }
        }
    }

    private static void tensorProduct(
            Operation.TensorProduct product, int items, Type type, double[] a, Type aType, double[] b, Type bType, double[] out) {
        Coupling coupling = product.coupling();
        int channels = Math.max(aType.channels(), bType.channels());
        for (int e = 0; e < items; e++) {
            for (int t = 0; t < coupling.nonzeros(); t++) {
                for (int u = 0; u < channels; u++) {
                    out[at(type, e, coupling.k(t), u)] += coupling.value(t)
                            * a[at(aType, e, coupling.i(t), u)]
                            * b[at(bType, e, coupling.j(t), u)];
                }
            }
        }
    }

    private static void gather(int[] index, int size, double[] x, double[] out) {
        for (int f = 0; f < index.length; f++) {
            System.arraycopy(x, index[f] * size, out, f * size, size);
        }
    }

    private static void segmentSum(int[] index, int size, double[] x, double[] out) {
        for (int f = 0; f < index.length; f++) {
            for (int s = 0; s < size; s++) {
                out[index[f] * size + s] += x[f * size + s];
            }
        }
    }

    private static void segmentMax(int[] index, int size, double[] x, double[] out) {
        boolean[] seen = new boolean[out.length / size];
        for (int f = 0; f < index.length; f++) {
            for (int s = 0; s < size; s++) {
                int at = index[f] * size + s;
                out[at] = seen[index[f]] ? Math.max(out[at], x[f * size + s]) : x[f * size + s];
            }
            seen[index[f]] = true;
        }
    }

    private static void harmonics(int lmax, int items, double[] v, double[] out) {
        int n = (lmax + 1) * (lmax + 1);
        for (int e = 0; e < items; e++) {
            SolidHarmonics.values(lmax, v[3 * e], v[3 * e + 1], v[3 * e + 2], out, e * n);
        }
    }

    private static void copyChannels(
            int rows, int count, double[] x, int xFrom, int xChannels, double[] out, int outFrom, int outChannels) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, r * xChannels + xFrom, out, r * outChannels + outFrom, count);
        }
    }
}
