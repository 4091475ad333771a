package dev.tdn4j.kernels.products;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tdn4j.tensor.Coupling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a user can get wrong, and what is said then. */
class RejectionTest {

    private static final TensorProduct PRODUCT =
            new TensorProduct(EquivariantCouplings.all(1), ChannelMode.UVU, WeightMode.PER_CHANNEL, 16);

    private final ProductKernel kernel = ProductKernel.of(PRODUCT, Algorithm.MATRIX);
    private final int length = PRODUCT.rowLength();
    private final float[] x = new float[8 * length];
    private final float[] y = new float[8];
    private final float[] w = new float[2 * length];
    private final float[] out = new float[8 * length];

    private static void says(String message, Executable mistake) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void shortBuffers() {
        says("x has %d floats, but 3 × %d are needed".formatted(8 * length, 4 * length), () -> kernel.forward(3, x, y, w, out));
        says("y has 7 floats, but 2 × 4 are needed", () -> kernel.forward(2, x, new float[7], w, out));
        says("w has %d floats, but 2 × %d are needed".formatted(length, length), () -> kernel.forward(2, x, y, new float[length], out));
        says("gradX has 1 floats, but 2 × %d are needed".formatted(4 * length), () -> kernel.gradX(2, out, y, w, new float[1]));
    }

    @Test
    void missingBuffers() {
        says("w is missing", () -> kernel.forward(2, x, y, null, out));
        says("y is missing", () -> kernel.gradX(2, out, null, w, x));
        says("the number of samples must be at least 0, but is -1", () -> kernel.forward(-1, x, y, w, out));
    }

    @Test
    void overlap() {
        says("out must have an array of its own, apart from the arguments", () -> kernel.forward(2, x, y, w, x));
        says("gradX must have an array of its own, apart from the arguments", () -> kernel.gradX(2, out, y, w, out));
    }

    @Test
    void sizesThatAreNoDegrees() {
        Coupling odd = Coupling.of(3, 4, 4, new int[] {0}, new int[] {0}, new int[] {0}, new double[] {1});
        says("3 components are not (L+1)² for any L", () -> new TensorProduct(odd, ChannelMode.UVU, WeightMode.NONE, 16));
        says("the number of channels must be at least 1, but is 0",
                () -> new TensorProduct(EquivariantCouplings.all(1), ChannelMode.UVU, WeightMode.NONE, 0));
    }

    @Test
    void whatAnAlgorithmCannotDo() {
        TensorProduct own = new TensorProduct(EquivariantCouplings.all(1), ChannelMode.UUU, WeightMode.NONE, 16);
        says("y can be contracted first only where the channels share it, mode UVU", () -> ProductKernel.of(own, Algorithm.MATRIX));
        says("a frame can be aligned only where the channels share y, mode UVU", () -> ProductKernel.of(own, Algorithm.EDGE_ALIGNED));
        says("the coupling has no CP factors: give it some with Coupling.with", () -> ProductKernel.of(PRODUCT, Algorithm.CP));
        TensorProduct paths = new TensorProduct(EquivariantCouplings.all(1), ChannelMode.UVU, WeightMode.PER_PATH, 16);
        says("CP mixes all paths, so that they cannot have weights of their own", () -> ProductKernel.of(paths, Algorithm.CP));
        says("EDGE_ALIGNED mixes all paths, so that they cannot have weights of their own",
                () -> ProductKernel.of(paths, Algorithm.EDGE_ALIGNED));
        says("GAUNT mixes all paths, so that they cannot have weights of their own", () -> ProductKernel.of(
                new TensorProduct(EquivariantCouplings.even(1), ChannelMode.UVU, WeightMode.PER_PATH, 16), Algorithm.GAUNT));
        says("values on the sphere compute a coupling of even paths with weights a(l1) b(l2) c(l3), but it differs from that by up to 1.7e+00",
                () -> ProductKernel.of(PRODUCT, Algorithm.GAUNT));
        says("a convolution has y shared by the channels and no weights or one a channel, not UVU and PER_PATH",
                () -> ConvolutionKernel.of(paths, Algorithm.MATRIX));
        SpinForm form = new SpinForm(1, new double[][] {{1}}, new double[][] {{1}}, new double[][] {{1}});
        says("the form computes Coupling[1×1×1, 1 non-zeros], not the product's " + PRODUCT.coupling(),
                () -> ProductKernel.spin(PRODUCT, form));
    }

    @Test
    void graphs() {
        says("edge 1 leads to node 2 of 2 and has index 1 of 2",
                () -> Neighbourhood.byDestination(new int[] {0, 1, 2}, new int[] {0, 2}));
        says("the starts of 2 nodes must run from 0 to the number of edges 2, and every edge have an index",
                () -> Neighbourhood.byDestination(new int[] {0, 1, 1}, new int[] {0, 1}));
    }
}
