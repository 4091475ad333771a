package dev.tdn4j.bench;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.Quadrature;
import dev.tdn4j.cpdecomp.RankSchedule;
import dev.tdn4j.cpdecomp.SpinMatrices;
import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ChannelMode;
import dev.tdn4j.kernels.products.ConvolutionKernel;
import dev.tdn4j.kernels.products.Neighbourhood;
import dev.tdn4j.kernels.products.ProductKernel;
import dev.tdn4j.kernels.products.SpinForm;
import dev.tdn4j.kernels.products.TensorProduct;
import dev.tdn4j.kernels.products.WeightMode;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** The tensor products and convolutions that are timed. */
final class ProductProblems {

    private ProductProblems() {}

    /** A kernel of all paths; exact factors by quadrature for CP, spin matrices where L is even. */
    static ProductKernel product(Algorithm algorithm, int lmax, ChannelMode mode, WeightMode weights, int channels) {
        if (algorithm == Algorithm.SPIN) {
            SpinForm form = SpinForm.of(SpinMatrices.matrices(lmax));
            return ProductKernel.spin(new TensorProduct(form.coupling(), mode, weights, channels), form);
        }
        Coupling coupling = algorithm == Algorithm.CP ? Quadrature.all(lmax).coupling() : CouplingTensor.all(lmax);
        return ProductKernel.of(new TensorProduct(coupling, mode, weights, channels), algorithm);
    }

    /** A convolution with channel weights: {@code matrix}, {@code cp} or {@code spin}, of all or of the even paths. */
    static ConvolutionKernel convolution(Algorithm algorithm, int lmax, boolean even, int channels) {
        if (algorithm == Algorithm.SPIN) {
            SpinForm form = SpinForm.of(SpinMatrices.matrices(lmax));
            return ConvolutionKernel.spin(product(form.coupling(), channels), form);
        }
        Decomposition factors = even ? Quadrature.even(lmax) : Quadrature.all(lmax);
        return ConvolutionKernel.of(product(factors.coupling(), channels), algorithm);
    }

    /** CP by as many factors as the paper has, 7L². They are random numbers: what they are changes no time. */
    static ConvolutionKernel paper(int lmax, boolean even, int channels) {
        int n = Degrees.components(lmax), rank = RankSchedule.QUADRATIC.rank(lmax);
        SplittableRandom random = new SplittableRandom(rank);
        double[][] matrices = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            matrices[axis] = random.doubles((long) n * rank, -1, 1).toArray();
        }
        Coupling coupling = (even ? CouplingTensor.even(lmax) : CouplingTensor.all(lmax))
                .with(new Factors(rank, matrices[0], matrices[1], matrices[2]));
        return ConvolutionKernel.of(product(coupling, channels), Algorithm.CP);
    }

    private static TensorProduct product(Coupling coupling, int channels) {
        return new TensorProduct(coupling, ChannelMode.UVU, WeightMode.PER_CHANNEL, channels);
    }

    /** Atoms on a periodic cubic lattice, each with its nearest neighbours. */
    static Neighbourhood lattice(int side, int degree) {
        int reach = side / 2;
        List<int[]> offsets = new ArrayList<>();
        for (int i = -reach; i < side - reach; i++) {
            for (int j = -reach; j < side - reach; j++) {
                for (int k = -reach; k < side - reach; k++) {
                    if (i != 0 || j != 0 || k != 0) {
                        offsets.add(new int[] {i, j, k});
                    }
                }
            }
        }
        offsets.sort(Comparator.comparingInt(o -> o[0] * o[0] + o[1] * o[1] + o[2] * o[2]));
        int nodes = side * side * side;
        int[] start = new int[nodes + 1], source = new int[nodes * degree];
        for (int n = 0; n < nodes; n++) {
            start[n + 1] = start[n] + degree;
            for (int e = 0; e < degree; e++) {
                int[] o = offsets.get(e);
                int i = Math.floorMod(n / side / side + o[0], side);
                int j = Math.floorMod(n / side % side + o[1], side);
                int k = Math.floorMod(n % side + o[2], side);
                source[n * degree + e] = (i * side + j) * side + k;
            }
        }
        return Neighbourhood.byDestination(start, source);
    }

    /** Harmonics of random directions, since some algorithms compute nothing else. */
    static float[] harmonics(SplittableRandom random, int components, int count) {
        float[] array = new float[count * components];
        double[] values = new double[components];
        for (int s = 0; s < count; s++) {
            double z = random.nextDouble(-1, 1), angle = random.nextDouble(2 * Math.PI), r = Math.sqrt(1 - z * z);
            SolidHarmonics.values(Degrees.lmax(components), r * Math.cos(angle), r * Math.sin(angle), z, values, 0);
            for (int j = 0; j < components; j++) {
                array[s * components + j] = (float) values[j];
            }
        }
        return array;
    }

    static float[] random(SplittableRandom random, int length) {
        float[] array = new float[length];
        for (int t = 0; t < length; t++) {
            array[t] = (float) random.nextDouble(-1, 1);
        }
        return array;
    }
}
