package dev.tdn4j.kernels.harmonics;

/** Float and double kernels behind one face of doubles, and what each may get wrong. */
enum Precision {
    FLOAT(0x1p-24),
    DOUBLE(0x1p-53);

    private final double rounding;

    Precision(double rounding) {
        this.rounding = rounding;
    }

    /** The nearest number of this type. */
    double round(double x) {
        return this == FLOAT ? (float) x : x;
    }

    /**
     * What a derivative of some order of a harmonic of degree l may be wrong by. The harmonics of degree l turn by up to
     * l radians for every radian, so a rounding of the vector, or of a step of the recurrences, changes them by up to l
     * roundings of their length, and derivatives are a factor l longer each. There are about four roundings in a vector
     * and its inverse length, and four in a step with its constants; the oracle's are as many where this is double.
     *
     * @param l the degree
     * @param derivatives how often it is differentiated
     * @param scale the length of the harmonics of degree l, √(2l+1) r^l for COMPONENT, over r^derivatives
     */
    double tolerance(int l, int derivatives, double scale) {
        return 16 * rounding * Math.pow(l + 1, 1 + derivatives) * scale;
    }

    /** The kernels of a basis. */
    Kernels kernels(HarmonicsBasis basis) {
        return this == FLOAT ? new Floats(new FloatHarmonics(basis)) : new Doubles(new DoubleHarmonics(basis));
    }

    /** All layouts, in and out as rows of doubles: vectors [n][3], values [n][k], gradients [n][3][k]. */
    interface Kernels {

        HarmonicsBasis basis();

        void rows(double[] vectors, int n, double[] values, double[] gradients);

        void columns(double[] vectors, int n, double[] values, double[] gradients);

        void blocks(double[] vectors, int n, double[] values, double[] gradients);

        double[] weightedGradient(double[] vectors, int n, double[] weights);

        double[] differential(double[] vectors, int n, double[] displacements, double[] weights, double[] values);
    }

    private record Floats(FloatHarmonics kernel) implements Kernels {

        @Override
        public HarmonicsBasis basis() {
            return kernel.basis();
        }

        @Override
        public void rows(double[] vectors, int n, double[] values, double[] gradients) {
            float[] in = floats(vectors);
            float[] out = new float[values.length + 2];
            kernel.values(in, 0, n, out, 1);
            copy(out, 1, values);
            if (gradients != null) {
                float[] g = new float[gradients.length + 3];
                kernel.gradients(in, 0, n, out, 0, g, 2);
                copy(out, 0, values);
                copy(g, 2, gradients);
            }
        }

        @Override
        public void columns(double[] vectors, int n, double[] values, double[] gradients) {
            int k = kernel.basis().components();
            int stride = n + 5;
            float[] x = floats(Layouts.axis(vectors, n, 0));
            float[] y = floats(Layouts.axis(vectors, n, 1));
            float[] z = floats(Layouts.axis(vectors, n, 2));
            float[] out = new float[k * stride];
            kernel.columnValues(x, y, z, 0, n, out, 3, stride);
            Layouts.fromColumns(doubles(out), 3, stride, n, k, values);
            if (gradients != null) {
                float[] g = new float[3 * k * stride];
                kernel.columnGradients(x, y, z, 0, n, out, 0, g, 4, stride);
                Layouts.fromColumns(doubles(out), 0, stride, n, k, values);
                Layouts.fromColumns(doubles(g), 4, stride, n, 3 * k, gradients);
            }
        }

        @Override
        public void blocks(double[] vectors, int n, double[] values, double[] gradients) {
            int k = kernel.basis().components();
            int w = FloatHarmonics.blockWidth();
            int blocks = (n + w - 1) / w;
            float[] x = floats(Layouts.axis(vectors, n, 0));
            float[] y = floats(Layouts.axis(vectors, n, 1));
            float[] z = floats(Layouts.axis(vectors, n, 2));
            float[] out = new float[blocks * k * w + 1];
            kernel.blockValues(x, y, z, 0, n, out, 1);
            Layouts.fromBlocks(doubles(out), 1, w, n, k, values);
            if (gradients != null) {
                float[] g = new float[3 * blocks * k * w + 2];
                kernel.blockGradients(x, y, z, 0, n, out, 0, g, 2);
                Layouts.fromBlocks(doubles(out), 0, w, n, k, values);
                Layouts.fromBlocks(doubles(g), 2, w, n, 3 * k, gradients);
            }
        }

        @Override
        public double[] weightedGradient(double[] vectors, int n, double[] weights) {
            float[] out = new float[3 * n + 1];
            kernel.weightedGradient(floats(vectors), 0, n, floats(weights), 0, out, 1);
            return java.util.Arrays.copyOfRange(doubles(out), 1, out.length);
        }

        @Override
        public double[] differential(double[] vectors, int n, double[] d, double[] weights, double[] values) {
            float[] change = new float[values.length];
            float[] out = new float[3 * n];
            kernel.differential(floats(vectors), 0, n, floats(d), 0, floats(weights), 0, change, 0, out, 0);
            copy(change, 0, values);
            return doubles(out);
        }

        private static float[] floats(double[] values) {
            return Coefficients.floats(values);
        }

        private static double[] doubles(float[] values) {
            double[] doubles = new double[values.length];
            copy(values, 0, doubles);
            return doubles;
        }

        private static void copy(float[] in, int from, double[] out) {
            for (int i = 0; i < out.length; i++) {
                out[i] = in[from + i];
            }
        }
    }

    private record Doubles(DoubleHarmonics kernel) implements Kernels {

        @Override
        public HarmonicsBasis basis() {
            return kernel.basis();
        }

        @Override
        public void rows(double[] vectors, int n, double[] values, double[] gradients) {
            kernel.values(vectors, 0, n, values, 0);
            if (gradients != null) {
                kernel.gradients(vectors, 0, n, values, 0, gradients, 0);
            }
        }

        @Override
        public void columns(double[] vectors, int n, double[] values, double[] gradients) {
            int k = kernel.basis().components();
            int stride = n + 3;
            double[] x = Layouts.axis(vectors, n, 0);
            double[] y = Layouts.axis(vectors, n, 1);
            double[] z = Layouts.axis(vectors, n, 2);
            double[] out = new double[k * stride];
            kernel.columnValues(x, y, z, 0, n, out, 3, stride);
            Layouts.fromColumns(out, 3, stride, n, k, values);
            if (gradients != null) {
                double[] g = new double[3 * k * stride];
                kernel.columnGradients(x, y, z, 0, n, out, 0, g, 2, stride);
                Layouts.fromColumns(out, 0, stride, n, k, values);
                Layouts.fromColumns(g, 2, stride, n, 3 * k, gradients);
            }
        }

        @Override
        public void blocks(double[] vectors, int n, double[] values, double[] gradients) {
            int k = kernel.basis().components();
            int w = DoubleHarmonics.blockWidth();
            int blocks = (n + w - 1) / w;
            double[] x = Layouts.axis(vectors, n, 0);
            double[] y = Layouts.axis(vectors, n, 1);
            double[] z = Layouts.axis(vectors, n, 2);
            double[] out = new double[blocks * k * w + 1];
            kernel.blockValues(x, y, z, 0, n, out, 1);
            Layouts.fromBlocks(out, 1, w, n, k, values);
            if (gradients != null) {
                double[] g = new double[3 * blocks * k * w + 2];
                kernel.blockGradients(x, y, z, 0, n, out, 0, g, 2);
                Layouts.fromBlocks(out, 0, w, n, k, values);
                Layouts.fromBlocks(g, 2, w, n, 3 * k, gradients);
            }
        }

        @Override
        public double[] weightedGradient(double[] vectors, int n, double[] weights) {
            double[] out = new double[3 * n];
            kernel.weightedGradient(vectors, 0, n, weights, 0, out, 0);
            return out;
        }

        @Override
        public double[] differential(double[] vectors, int n, double[] d, double[] weights, double[] values) {
            double[] out = new double[3 * n];
            kernel.differential(vectors, 0, n, d, 0, weights, 0, values, 0, out, 0);
            return out;
        }
    }
}
