package dev.tdn4j.cpdecomp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the factors that are shipped as resources: all paths with weight 1 at the default exact ranks, L = 1, 2, 3, seed 0.
 */
public final class ShippedFactors {

    private ShippedFactors() {}

    /**
     * Computes the files anew, whatever is shipped already.
     *
     * @param arguments the folder to write to: {@code src/main/resources/dev/tdn4j/cpdecomp}
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        for (int lmax = 1; lmax <= 3; lmax++) {
            CouplingSpec spec = CouplingSpec.all(lmax);
            AlsOptions options = AlsOptions.suiting(spec, ExactRank.of(lmax), 0);
            Decomposition made = Decomposition.compute(spec, options, _ -> {});
            Files.write(folder.resolve(FactorFile.name(spec, options)), FactorFile.write(made, options));
            System.out.printf("L = %d, R = %d: relative error %.1e%n", lmax, made.rank(), made.relativeError());
        }
    }
}
