package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Factors;
import java.util.List;

final class MissingPaths {
    static Factors factors(int lmax, List<CouplingPath> missing) {
        System.out.println("missing " + missing);
        Factors q = Quadrature.all(lmax).factors();
        return q;
    }
}
