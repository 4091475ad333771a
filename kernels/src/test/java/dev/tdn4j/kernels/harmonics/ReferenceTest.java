package dev.tdn4j.kernels.harmonics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tdn4j.kernels.harmonics.HarmonicsBasis.Domain;
import dev.tdn4j.kernels.harmonics.Precision.Kernels;
import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernels against values of e3nn, of sphericart and of 40 digits, L = 1..10, eight vectors each. */
class ReferenceTest {

    private static final int REFERENCE = 10;

    @ParameterizedTest
    @EnumSource
    void valuesOfTheOriginalLibrary(Precision precision) throws IOException {
        String json = read("sh_e3nn_l10.json");
        for (Normalization normalization : Normalization.values()) {
            String name = normalization.name().toLowerCase(Locale.ROOT);
            values(precision, Domain.SPHERE, normalization, AxisOrder.E3NN,
                    numbers(json, "unit_vectors"), numbers(json, "unit_" + name));
            values(precision, Domain.SOLID, normalization, AxisOrder.E3NN,
                    numbers(json, "nonunit_vectors"), numbers(json, "solid_" + name));
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfManyDigits(Precision precision) throws IOException {
        String json = read("sh_standard_mpmath_l10.json");
        values(precision, Domain.SPHERE, Normalization.INTEGRAL, AxisOrder.STANDARD,
                numbers(json, "unit_vectors"), numbers(json, "Y"));
    }

    @ParameterizedTest
    @EnumSource
    void gradientsOfSphericart(Precision precision) throws IOException {
        String json = read("sh_sphericart_l10.json");
        double[] vectors = numbers(json, "nonunit_vectors");
        gradients(precision, Domain.SPHERE, vectors, numbers(json, "nonunit_spherical_grad"));
        gradients(precision, Domain.SOLID, vectors, numbers(json, "nonunit_solid_grad"));
    }

    private static void values(
            Precision precision, Domain domain, Normalization normalization, AxisOrder order, double[] vectors,
            double[] reference) {
        int n = vectors.length / 3, width = Degrees.components(REFERENCE);
        for (int lmax = 1; lmax <= REFERENCE; lmax++) {
            HarmonicsBasis basis = new HarmonicsBasis(lmax, domain, normalization, order);
            double[] values = new double[n * basis.components()];
            precision.kernels(basis).rows(vectors, n, values, null);
            for (int v = 0; v < n; v++) {
                for (int c = 0; c < basis.components(); c++) {
                    int l = Degrees.degree(c);
                    double scale = HarmonicsTwinTest.scale(basis, l, HarmonicsTwinTest.length(vectors, v), 0);
                    // The reference's vectors are rounded to the type here, hence once the tolerance more.
                    assertEquals(reference[v * width + c], values[v * basis.components() + c],
                            2 * precision.tolerance(l, 0, scale), basis + ", vector " + v + ", component " + c);
                }
            }
        }
    }

    private static void gradients(Precision precision, Domain domain, double[] vectors, double[] reference) {
        int n = vectors.length / 3, width = Degrees.components(REFERENCE);
        for (int lmax = 1; lmax <= REFERENCE; lmax++) {
            HarmonicsBasis basis = new HarmonicsBasis(lmax, domain, Normalization.INTEGRAL, AxisOrder.STANDARD);
            int k = basis.components();
            double[] gradients = new double[3 * n * k];
            Kernels kernels = precision.kernels(basis);
            kernels.rows(vectors, n, new double[n * k], gradients);
            for (int v = 0; v < n; v++) {
                for (int c = 0; c < k; c++) {
                    int l = Degrees.degree(c);
                    double scale = HarmonicsTwinTest.scale(basis, l, HarmonicsTwinTest.length(vectors, v), 1);
                    for (int a = 0; a < 3; a++) {
                        assertEquals(reference[(3 * v + a) * width + c], gradients[(3 * v + a) * k + c],
                                2 * precision.tolerance(l, 1, scale), basis + ", vector " + v + ", component " + c);
                    }
                }
            }
        }
    }

    private static String read(String name) throws IOException {
        Path file = Path.of(System.getProperty("tdn4j.shared", ""), "reference", name);
        assumeTrue(Files.exists(file), "no reference data " + name + ": set -Dtdn4j.shared to the folder that holds reference/");
        return Files.readString(file);
    }

    /** All numbers of the array under a key, whatever its dimensions. */
    private static double[] numbers(String json, String key) {
        int begin = json.indexOf('[', json.indexOf('"' + key + '"')), end = begin, depth = 0;
        do {
            depth += json.charAt(end) == '[' ? 1 : json.charAt(end) == ']' ? -1 : 0;
            end++;
        } while (depth > 0);
        return Arrays.stream(json.substring(begin, end).split("[\\[\\],\\s]+"))
                .filter(text -> !text.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
