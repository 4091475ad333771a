package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Entries of the matrices K_s = M(·, y_s, ·), or of one matrix a path, for a vector of samples: [entry][sample]. The
 * combinations of {@link PairForm} halve the products.
 */
final class SampleMatrices {

    /** The samples that are taken together. */
    static final int SAMPLES = WIDTH;

    private static final double ROUNDING = 1e-13;

    private final int n2;
    private final List<Batch> batches = new ArrayList<>();
    private final float[] transposed = new float[Transpose.BUFFER];
    private final float[] ys;
    private final float[] entries;

    /** Where an entry goes. */
    interface Places {
        /** The index of entry (i, k) of the path with degree l2 of y, −1 if it is not wanted. */
        int of(int i, int k, int l2);
    }

    /** Fours of sums with the same number of products, for one micro-kernel. */
    private record Batch(QuadSums kernel, int fours, int[] program, float[] value) {}

    /** A sum over components of y. */
    private record Sum(int[] j, double[] factor) {}

    /** Four sums and the entries that they give. */
    private record Four(int[] places, Sum[] sums, boolean combined) {
        int products() {
            return IntStream.range(0, 4).map(q -> sums[q].j.length).max().orElse(0);
        }
    }

    /**
     * Prepares a coupling.
     *
     * @param byPath whether the degrees of y have matrices of their own
     * @param size the number of entries
     */
    SampleMatrices(Coupling coupling, boolean byPath, Places places, int size) {
        this.n2 = coupling.size(1);
        this.ys = new float[n2 * SAMPLES];
        this.entries = new float[(size + 1) * SAMPLES];
        List<Four> fours = new ArrayList<>();
        Singles singles = new Singles(fours, size);
        for (PairForm form : PairForm.of(coupling.permute(0, 2, 1), true)) {
            for (int l2 = 0; l2 <= (byPath ? Degrees.lmax(n2) : 0); l2++) {
                int degree = l2;
                IntUnaryOperator wanted = j -> !byPath || Degrees.degree(j) == degree ? 1 : 0;
                collect(form, wanted, degree, places, fours, singles);
            }
        }
        singles.flush();
        int most = fours.stream().mapToInt(Four::products).max().orElse(0);
        for (int p = 1; p <= most; p++) {
            for (boolean combined : new boolean[] {true, false}) {
                int products = p;
                batch(p, combined, fours.stream().filter(f -> f.products() == products && f.combined == combined).toList());
            }
        }
    }

    /** Sums that are entries themselves, four at a time. */
    private static final class Singles {
        private final List<Four> fours;
        private final int nowhere;
        private final List<Integer> places = new ArrayList<>();
        private final List<Sum> sums = new ArrayList<>();

        Singles(List<Four> fours, int nowhere) {
            this.fours = fours;
            this.nowhere = nowhere;
        }

        void add(int place, Sum sum) {
            places.add(place);
            sums.add(sum);
            if (places.size() == 4) {
                flush();
            }
        }

        void flush() {
            if (!places.isEmpty()) {
                while (places.size() < 4) {
                    places.add(nowhere);
                    sums.add(new Sum(new int[0], new double[0]));
                }
                fours.add(new Four(places.stream().mapToInt(Integer::intValue).toArray(), sums.toArray(Sum[]::new), false));
                places.clear();
                sums.clear();
            }
        }
    }

    private static void collect(
            PairForm form, IntUnaryOperator wanted, int l2, Places places, List<Four> fours, Singles singles) {
        int[] q = form.quads(), s = form.singles();
        for (int t = 0; t < q.length; t += 4) {
            int[] where = {
                places.of(q[t], q[t + 2], l2), places.of(q[t + 1], q[t + 3], l2),
                places.of(q[t], q[t + 3], l2), places.of(q[t + 1], q[t + 2], l2)};
            Four four = new Four(where, new Sum[] {
                sum(form, t, wanted), sum(form, t + 1, wanted), sum(form, t + 2, wanted), sum(form, t + 3, wanted)}, true);
            if (where[0] >= 0 && four.products() > 0) {
                fours.add(four);
            }
        }
        for (int t = 0; t < s.length; t += 2) {
            int where = places.of(s[t], s[t + 1], l2);
            Sum sum = sum(form, q.length + t / 2, wanted);
            if (where >= 0 && sum.j.length > 0) {
                singles.add(where, sum);
            }
        }
    }

    private static Sum sum(PairForm form, int row, IntUnaryOperator wanted) {
        int[] terms = IntStream.range(0, form.outputs().length)
                .filter(o -> Math.abs(form.matrix()[o][row]) > ROUNDING && wanted.applyAsInt(form.outputs()[o]) > 0)
                .toArray();
        return new Sum(
                IntStream.of(terms).map(o -> form.outputs()[o]).toArray(),
                IntStream.of(terms).mapToDouble(o -> form.matrix()[o][row]).toArray());
    }

    private void batch(int products, boolean combined, List<Four> fours) {
        if (fours.isEmpty()) {
            return;
        }
        IntStream.Builder program = IntStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        for (Four four : fours) {
            for (int place : four.places) {
                program.add(place * SAMPLES);
            }
            for (int p = 0; p < products; p++) {
                for (Sum sum : four.sums) {
                    program.add(p < sum.j.length ? sum.j[p] * SAMPLES : 0);
                    values.add(p < sum.j.length ? sum.factor[p] : 0);
                }
            }
        }
        batches.add(new Batch(Kernels.quads(products, combined), fours.size(),
                program.build().toArray(), SparseMatrix.floats(values.build().toArray())));
    }

    /** The entries of up to {@link #SAMPLES} samples; valid until the next call. */
    float[] contract(int samples, float[] y, int yAt) {
        Transpose.apply(y, yAt, n2, ys, 0, SAMPLES, samples, n2, transposed);
        for (Batch batch : batches) {
            batch.kernel.apply(batch.fours, batch.program, 0, batch.value, 0, ys, entries);
        }
        return entries;
    }

    /** The multiplications a sample. */
    long multiplications() {
        return batches.stream().mapToLong(batch -> batch.value.length).sum();
    }
}
