package dev.tdn4j.tdn.cli;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j coupling}: the coupling coefficients of one path. */
@Command(
        name = "coupling",
        description = "Show the coupling coefficients C of the path l1 ⊗ l2 → l3: out_k = Σ C_ijk x_i y_j, Frobenius norm 1.")
final class CouplingCommand implements Callable<Integer> {

    @Option(names = "--l1", required = true, description = "Degree of x.")
    private int l1;

    @Option(names = "--l2", required = true, description = "Degree of y.")
    private int l2;

    @Option(names = "--l3", required = true, description = "Degree of the output, |l1−l2| ≤ l3 ≤ l1+l2.")
    private int l3;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        Coupling coupling = CouplingCoefficients.of(path());
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("l1", l1);
        results.put("l2", l2);
        results.put("l3", l3);
        results.put("nonzeros", coupling.nonzeros());
        results.put("values", dense(coupling));
        json.print(results, out -> printNonzeros(out, coupling));
        return 0;
    }

    private CouplingPath path() {
        UserValue.within("--l1", l1, 0, UserValue.LARGEST_SHOWN_DEGREE);
        UserValue.within("--l2", l2, 0, UserValue.LARGEST_SHOWN_DEGREE);
        try {
            return new CouplingPath(l1, l2, l3);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private static double[][][] dense(Coupling coupling) {
        double[][][] dense = new double[coupling.size(0)][coupling.size(1)][coupling.size(2)];
        for (int t = 0; t < coupling.nonzeros(); t++) {
            dense[coupling.i(t)][coupling.j(t)][coupling.k(t)] = coupling.value(t);
        }
        return dense;
    }

    private void printNonzeros(PrintWriter out, Coupling coupling) {
        out.printf("%5s %5s %5s  %s%n", "m1", "m2", "m3", "C, where it is not 0");
        for (int t = 0; t < coupling.nonzeros(); t++) {
            out.printf("%5d %5d %5d  % .17f%n", coupling.i(t) - l1, coupling.j(t) - l2, coupling.k(t) - l3, coupling.value(t));
        }
    }
}
