package dev.tdn4j.kernels.products;

/** The matrix that a shared y stands for, by the non-zeros of the matrices of its components. */
final class SharedSpin {

    private final int[] component;
    private final int[] entry;
    private final float[] value;
    private final int size;

    SharedSpin(SpinForm form) {
        this.size = form.d() * form.d();
        int count = 0;
        for (double[] matrix : form.y()) {
            for (double v : matrix) {
                count += v == 0 ? 0 : 1;
            }
        }
        component = new int[count];
        entry = new int[count];
        value = new float[count];
        int at = 0;
        for (int j = 0; j < form.y().length; j++) {
            for (int e = 0; e < size; e++) {
                if (form.y()[j][e] != 0) {
                    component[at] = j;
                    entry[at] = e;
                    value[at++] = (float) form.y()[j][e];
                }
            }
        }
    }

    void matrix(float[] y, int yAt, float[] matrix) {
        matrix(y, yAt, matrix, 0);
    }

    void matrix(float[] y, int yAt, float[] matrix, int at) {
        java.util.Arrays.fill(matrix, at, at + size, 0);
        for (int t = 0; t < value.length; t++) {
            matrix[at + entry[t]] += value[t] * y[yAt + component[t]];
        }
    }
}
