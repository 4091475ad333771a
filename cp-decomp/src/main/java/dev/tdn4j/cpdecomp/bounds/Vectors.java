package dev.tdn4j.cpdecomp.bounds;

import java.util.random.RandomGenerator;

/** The few operations on vectors and square matrices that errors of equivariance are made of. */
final class Vectors {

    private Vectors() {}

    static double[] normal(int size, RandomGenerator random) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = random.nextGaussian();
        }
        return x;
    }

    /** The product of a square matrix, row-major, with a vector. */
    static double[] multiply(double[] matrix, double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                out[i] += matrix[i * x.length + j] * x[j];
            }
        }
        return out;
    }

    /** The product of its transpose with a vector. */
    static double[] multiplyTransposed(double[] matrix, double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                out[j] += matrix[i * x.length + j] * x[i];
            }
        }
        return out;
    }

    static double[] minus(double[] x, double[] y) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] - y[i];
        }
        return out;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    /** The unit vector of the same direction; zero stays zero. */
    static double[] unit(double[] x) {
        double norm = norm(x);
        double[] out = x.clone();
        for (int i = 0; i < out.length && norm > 0; i++) {
            out[i] /= norm;
        }
        return out;
    }
}
