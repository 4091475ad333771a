package dev.tdn4j.cpdecomp.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Factors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixProductTest {

    @Test
    void everyShippedSchemeIsExact() {
        for (SchemeCatalogue.Entry entry : SchemeCatalogue.shipped().entries()) {
            assertTrue(entry.scheme().isExact(), entry.search().text());
        }
    }

    @Test
    void theShippedCatalogueIsWhatItIsWrittenAs() {
        SchemeCatalogue shipped = SchemeCatalogue.shipped();
        SchemeCatalogue again = SchemeCatalogue.read(shipped.text());
        assertEquals(shipped.text(), again.text());
        assertEquals(shipped.entries().size(), again.entries().size());
    }

    /** Entries up to 9 and at most thousands of terms: every number in double is an integer far below 2⁵³. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void smallMatricesOfAllSizesMultiply(int rows) {
        for (int inner = 1; inner <= 6; inner++) {
            for (int columns = 1; columns <= 6; columns++) {
                assertMultiplies(rows, inner, columns);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11})
    void squareMatricesMultiply(int d) {
        assertMultiplies(d, d, d);
    }

    /** Ranks that the shipped schemes reach; a smaller one is welcome. */
    @ParameterizedTest
    @CsvSource({"1,1", "2,7", "3,23", "4,49", "5,99", "6,161", "7,275"})
    void ranksOfSquares(int d, int rank) {
        assertTrue(MatrixProduct.rank(d, d, d) <= rank, d + ": " + MatrixProduct.rank(d, d, d));
    }

    @Test
    void rankDoesNotDependOnTheOrderOfSizes() {
        assertEquals(MatrixProduct.rank(3, 4, 5), MatrixProduct.rank(5, 3, 4));
        assertEquals(MatrixProduct.rank(2, 3, 7), MatrixProduct.rank(3, 2, 7));
    }

    @Test
    void sizesArePositive() {
        assertThrows(IllegalArgumentException.class, () -> MatrixProduct.factors(2, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> MatrixProduct.rank(-1, 2, 2));
    }

    private static void assertMultiplies(int rows, int inner, int columns) {
        Factors factors = MatrixProduct.factors(rows, inner, columns);
        assertEquals(MatrixProduct.rank(rows, inner, columns), factors.rank());
        SplittableRandom random = new SplittableRandom(rows * 10_000L + inner * 100L + columns);
        double[] x = random.ints((long) rows * inner, -9, 10).asDoubleStream().toArray();
        double[] y = random.ints((long) inner * columns, -9, 10).asDoubleStream().toArray();
        double[] expected = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                for (int j = 0; j < inner; j++) {
                    expected[i * columns + k] += x[i * inner + j] * y[j * columns + k];
                }
            }
        }
        double[] z = new double[rows * columns];
        for (int r = 0; r < factors.rank(); r++) {
            double product = dot(factors, 0, r, x) * dot(factors, 1, r, y);
            for (int c = 0; c < z.length; c++) {
                z[c] += factors.get(2, c, r) * product;
            }
        }
        assertArrayEquals(expected, z, "%d × %d × %d".formatted(rows, inner, columns));
    }

    private static double dot(Factors factors, int axis, int term, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += factors.get(axis, i, term) * x[i];
        }
        return sum;
    }
}
