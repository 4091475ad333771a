package dev.tdn4j.tdn.scaling;

import dev.tdn4j.cpdecomp.SpinMatrices;
import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ChannelMode;
import dev.tdn4j.kernels.products.ConvolutionKernel;
import dev.tdn4j.kernels.products.ProductKernel;
import dev.tdn4j.kernels.products.SpinForm;
import dev.tdn4j.kernels.products.TensorProduct;
import dev.tdn4j.kernels.products.WeightMode;
import dev.tdn4j.tensor.Coupling;

/** The kernels of subjects. All refuse what they cannot compute with an {@link IllegalArgumentException}, which says why. */
final class Kernels {

    private Kernels() {}

    static ProductKernel product(Subject subject, int lmax) {
        ChannelMode mode = subject.setting() == Setting.OWN ? ChannelMode.UUU : ChannelMode.UVU;
        if (subject.algorithm() == Algorithm.SPIN) {
            SpinForm form = SpinForm.of(SpinMatrices.matrices(lmax));
            return ProductKernel.spin(new TensorProduct(form.coupling(), mode, WeightMode.NONE, Workload.CHANNELS), form);
        }
        Coupling coupling = subject.source().coupling(lmax);
        return ProductKernel.of(new TensorProduct(coupling, mode, WeightMode.NONE, Workload.CHANNELS), subject.algorithm());
    }

    static ConvolutionKernel convolution(Subject subject, int lmax) {
        if (subject.algorithm() == Algorithm.SPIN) {
            SpinForm form = SpinForm.of(SpinMatrices.matrices(lmax));
            return ConvolutionKernel.spin(summed(form.coupling()), form);
        }
        return ConvolutionKernel.of(summed(subject.source().coupling(lmax)), subject.algorithm());
    }

    /** What an edge of a convolution computes. */
    static TensorProduct summed(Coupling coupling) {
        return new TensorProduct(coupling, ChannelMode.UVU, WeightMode.PER_CHANNEL, Workload.CHANNELS);
    }
}
