package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;

/** A bilinear map out_k = Σ_ij M_ijk x_i y_j whose CP factors are wanted. */
public sealed interface Product permits CouplingSpec, AlignedProduct, So2Linear, PlainTensor {

    /**
     * The exact tensor.
     *
     * @return M, n1×n2×n3, not zero
     */
    Coupling tensor();

    /**
     * A short name, not always unique; letters, digits and dashes, so that files can bear it.
     *
     * @return for example {@code aligned-L2}
     */
    String name();

    /**
     * The rank that every tensor of these sizes has at most, since its fibres along one axis are that many.
     *
     * @return the least of n1 n2, n1 n3 and n2 n3
     */
    default int largestRank() {
        return FibreFactors.largestRank(tensor());
    }
}
