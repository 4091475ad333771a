package dev.tdn4j.tdn.cli;

import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j harmonics}: the spherical harmonics of a direction. */
@Command(
        name = "harmonics",
        description = "Show the real spherical harmonics of x/|x| up to degree L, with gradients with respect to x.")
final class HarmonicsCommand implements Callable<Integer> {

    @Option(names = "--lmax", required = true, paramLabel = "L", description = "Largest degree.")
    private int lmax;

    @Option(names = "--at", required = true, paramLabel = "X,Y,Z", description = "The vector, not zero, of any length.")
    private String at;

    @Option(
            names = "--normalization",
            defaultValue = "component",
            description = "${COMPLETION-CANDIDATES}: orthonormal on the sphere, Σ Y² = 2l+1, or Σ Y² = 1. Default: component.")
    private DirectionHarmonics.Normalization normalization;

    @Option(
            names = "--order",
            defaultValue = "e3nn",
            description = "${COMPLETION-CANDIDATES}: degree 1 is (x, y, z) or (y, z, x). Default: e3nn.")
    private DirectionHarmonics.Order order;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        UserValue.within("--lmax", lmax, 0, UserValue.LARGEST_SHOWN_DEGREE);
        double[] vector = UserValue.numbers("--at", at, "x,y,z", 3);
        if (DirectionHarmonics.tooShort(vector)) {
            throw new UserException("--at: the vector \"" + at + "\" has no direction: give one that is not zero");
        }
        DirectionHarmonics harmonics = DirectionHarmonics.of(lmax, vector, normalization, order);
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("lmax", lmax);
        results.put("at", vector);
        results.put("normalization", UserValue.name(normalization));
        results.put("order", UserValue.name(order));
        results.put("values", harmonics.values());
        results.put("gradients", harmonics.gradients());
        json.print(results, out -> print(out, harmonics));
        return 0;
    }

    private static void print(PrintWriter out, DirectionHarmonics harmonics) {
        out.printf("%3s %4s  %24s %24s %24s %24s%n", "l", "m", "Y", "∂Y/∂x", "∂Y/∂y", "∂Y/∂z");
        for (int i = 0; i < harmonics.values().length; i++) {
            double[] gradient = harmonics.gradients()[i];
            out.printf(
                    "%3d %4d  % 24.16e % 24.16e % 24.16e % 24.16e%n",
                    Degrees.degree(i), Degrees.order(i), harmonics.values()[i], gradient[0], gradient[1], gradient[2]);
        }
    }
}
