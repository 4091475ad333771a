package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.Degrees;
import java.util.List;

/**
 * Solid harmonics.
 *
 * @param lmax the largest degree
 * @param factors the place of the recurrence's factors
 * @param x vectors
 * @param writes their harmonics
 */
record HarmonicsTask(int lmax, int factors, Buffer x, Buffer writes) implements Task {

    /**
     * The factors of the recurrence, of which {@link dev.tdn4j.tensor.SolidHarmonics} says where they are from: c_m/c_{m−1}
     * for every m, then a and b for every degree and order.
     */
    static double[] factors(int lmax) {
        double[] factors = new double[lmax + 1 + 2 * Degrees.components(lmax)];
        for (int m = 1; m <= lmax; m++) {
            factors[m] = m == 1 ? Math.sqrt(3) : Math.sqrt((2 * m + 1) / (2.0 * m));
        }
        for (int l = 1; l <= lmax; l++) {
            for (int m = 1 - l; m <= l - 1; m++) {
                int place = lmax + 1 + 2 * Degrees.index(l, m);
                int below = l - 1;
                factors[place] = Math.sqrt((4.0 * l * l - 1) / (l * l - m * m));
                factors[place + 1] = below > Math.abs(m) ? Math.sqrt((below * below - m * m) / (4.0 * below * below - 1)) : 0;
            }
        }
        return factors;
    }

    @Override
    public Kernel kernel() {
        return Kernel.HARMONICS;
    }

    @Override
    public List<Buffer> reads() {
        return List.of(x);
    }

    @Override
    public long groups(Sizes sizes) {
        return Task.groupsFor(sizes.of(writes.type.space()));
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        return code.append(layout.count(writes.type.space()), lmax, layout.place(x), layout.place(writes), factors);
    }
}
