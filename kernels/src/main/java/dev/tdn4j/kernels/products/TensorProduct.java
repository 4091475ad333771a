package dev.tdn4j.kernels.products;

import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a tensor product computes, apart from how: out[e,k,u] = w · Σ_ij M_ijk x[e,i,u] y[e,j] or y[e,j,u].
 *
 * <p>Arrays are laid out [sample][component][channel]. A row of channels takes {@link #rowLength} floats; those beyond the
 * channels are computed too, but mean nothing. A shared y is [sample][component]. Weights are [sample][channel] or
 * [sample][path][channel], in rows of the same length.
 *
 * @param coupling M, of sizes (L1+1)² × (L2+1)² × (L3+1)²; with factors, if a kernel may use them
 * @param mode whether the channels share y
 * @param weights which weights a sample has
 * @param channels the number of channels, at least 1
 */
public record TensorProduct(Coupling coupling, ChannelMode mode, WeightMode weights, int channels) {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size of the coupling is no (L+1)², it has no non-zeros, or there is no channel
     */
    public TensorProduct {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(weights);
        for (int axis = 0; axis < 3; axis++) {
            Degrees.lmax(coupling.size(axis));
        }
        if (coupling.nonzeros() == 0) {
            throw new IllegalArgumentException("a coupling without non-zeros has no paths");
        }
        if (channels < 1) {
            throw new IllegalArgumentException("the number of channels must be at least 1, but is " + channels);
        }
    }

    /**
     * The paths that have a non-zero, ordered by (l1, l2, l3): those of the weights.
     *
     * @return an immutable list
     */
    public List<Path> paths() {
        TreeSet<Path> paths = new TreeSet<>();
        for (int t = 0; t < coupling.nonzeros(); t++) {
            paths.add(new Path(
                    Degrees.degree(coupling.i(t)), Degrees.degree(coupling.j(t)), Degrees.degree(coupling.k(t))));
        }
        return List.copyOf(paths);
    }

    /**
     * The floats that a row of channels takes.
     *
     * @return the channels padded to whole vectors
     */
    public int rowLength() {
        return Lanes.pad(channels);
    }

    /**
     * The floats that a sample's x takes.
     *
     * @return n1 rows
     */
    public int xLength() {
        return coupling.size(0) * rowLength();
    }

    /**
     * The floats that a sample's y takes.
     *
     * @return n2 if the channels share it, else n2 rows
     */
    public int yLength() {
        return coupling.size(1) * (mode == ChannelMode.UVU ? 1 : rowLength());
    }

    /**
     * The floats that a sample's weights take.
     *
     * @return none, one row, or one row a path
     */
    public int weightLength() {
        return switch (weights) {
            case NONE -> 0;
            case PER_CHANNEL -> rowLength();
            case PER_PATH -> paths().size() * rowLength();
        };
    }

    /**
     * The floats that a sample's output takes.
     *
     * @return n3 rows
     */
    public int outLength() {
        return coupling.size(2) * rowLength();
    }
}
