package dev.tdn4j.tdn.scaling;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A coupling of which only the lower degrees of one argument or of the output are kept, with all rank-one terms of its factors. */
final class Truncation {

    private Truncation() {}

    /**
     * Cuts a coupling with factors.
     *
     * @param axis 0 for x, 1 for y, 2 for the output
     * @param lmax the largest degree that is kept
     */
    static Coupling of(Coupling m, int axis, int lmax) {
        int components = Degrees.components(lmax);
        int[] sizes = {m.size(0), m.size(1), m.size(2)};
        sizes[axis] = components;
        IntUnaryOperator index = axis == 0 ? m::i : axis == 1 ? m::j : m::k;
        int[] kept = IntStream.range(0, m.nonzeros()).filter(t -> index.applyAsInt(t) < components).toArray();
        Coupling cut = Coupling.of(sizes[0], sizes[1], sizes[2],
                IntStream.of(kept).map(m::i).toArray(),
                IntStream.of(kept).map(m::j).toArray(),
                IntStream.of(kept).map(m::k).toArray(),
                IntStream.of(kept).mapToDouble(m::value).toArray());
        Factors all = m.factors().orElseThrow();
        double[][] matrices = {all.matrix(0), all.matrix(1), all.matrix(2)};
        matrices[axis] = Arrays.copyOf(matrices[axis], components * all.rank());
        return cut.with(new Factors(all.rank(), matrices[0], matrices[1], matrices[2]));
    }
}
