package dev.tdn4j.tdn.cli;

import dev.tdn4j.cg.WignerD;
import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j wigner}: the matrices by which harmonics rotate. */
@Command(
        name = "wigner",
        description = "Show the matrices D(R) of degrees 0..L in e3nn's order: Y(Rv) = D(R) Y(v).")
final class WignerCommand implements Callable<Integer> {

    @Option(names = "--lmax", required = true, paramLabel = "L", description = "Largest degree.")
    private int lmax;

    @Option(
            names = "--rotation",
            required = true,
            paramLabel = "R11,...,R33",
            description = "The rotation of (x, y, z), row by row, orthogonal to 1e-6.")
    private String rotation;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        UserValue.within("--lmax", lmax, 0, UserValue.LARGEST_SHOWN_DEGREE);
        double[] numbers = UserValue.numbers("--rotation", rotation, "row by row", 9);
        List<double[][]> blocks = blocks(matrix(numbers));
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("lmax", lmax);
        results.put("rotation", numbers);
        results.put("values", blocks);
        json.print(results, out -> print(out, blocks));
        return 0;
    }

    private double[] matrix(double[] numbers) {
        try {
            return WignerD.matrix(lmax, numbers);
        } catch (IllegalArgumentException e) {
            throw new UserException("--rotation: " + e.getMessage(), e);
        }
    }

    private List<double[][]> blocks(double[] matrix) {
        int n = Degrees.components(lmax);
        List<double[][]> blocks = new ArrayList<>();
        for (int l = 0; l <= lmax; l++) {
            double[][] block = new double[2 * l + 1][];
            for (int row = 0; row < block.length; row++) {
                int from = (l * l + row) * n + l * l;
                block[row] = Arrays.copyOfRange(matrix, from, from + block.length);
            }
            blocks.add(block);
        }
        return blocks;
    }

    private static void print(PrintWriter out, List<double[][]> blocks) {
        for (int l = 0; l < blocks.size(); l++) {
            out.printf("l = %d%n", l);
            for (double[] row : blocks.get(l)) {
                for (double entry : row) {
                    out.printf(" % .16f", entry);
                }
                out.println();
            }
        }
    }
}
