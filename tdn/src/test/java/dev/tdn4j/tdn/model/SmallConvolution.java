package dev.tdn4j.tdn.model;

import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.tensor.Coupling;
import java.nio.file.Path;

/** Convolution networks small enough for tests, with a first, a middle and a last block: these differ. */
final class SmallConvolution {

    private SmallConvolution() {}

    static TdnConfig config(int lmax, double cutoff) {
        return new TdnConfig(
                lmax, 8, 3, cutoff, 6, 1, true, FactorMethod.QUADRATURE, 0, 3, 1,
                NetworkForm.PHYSICAL, ForceKind.GRADIENT, 12, 1, Architecture.CONVOLUTION, PathSharing.SHARED, Linears.SHARED);
    }

    /** Even paths with factors by quadrature; these need no cache. */
    static Coupling coupling(int lmax) {
        return SharedProduct.of(config(lmax, 1), new FactorCache(Path.of("target", "factors")), _ -> {}).coupling();
    }
}
