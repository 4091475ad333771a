package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;

final class MatrixProduct {
    static Factors factors(int p, int q, int s) {
        int rank = p * q * s;
        double[] a = new double[p * q * rank];
        double[] b = new double[q * s * rank];
        double[] c = new double[p * s * rank];
        int r = 0;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < q; j++) {
                for (int k = 0; k < s; k++, r++) {
                    a[(i * q + j) * rank + r] = 1;
                    b[(j * s + k) * rank + r] = 1;
                    c[(i * s + k) * rank + r] = 1;
                }
            }
        }
        return new Factors(rank, a, b, c);
    }
}
