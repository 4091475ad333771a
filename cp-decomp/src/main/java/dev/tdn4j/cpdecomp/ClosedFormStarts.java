package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The closed forms that searches with free path weights begin with; with weights 1 there are none. */
final class ClosedFormStarts {

    private final Map<String, Factors> forms = new LinkedHashMap<>();

    ClosedFormStarts(RankProblem problem) {
        if (!problem.free()) {
            return;
        }
        Map<String, Factors> byName = new TreeMap<>();
        int lmax = problem.lmax();
        if (problem.even()) {
            byName.put("quadrature", centred(Quadrature.even(lmax)));
        } else {
            byName.put("quadrature", centred(Quadrature.all(lmax)));
            byName.put("matrix", centred(SpinMatrices.all(lmax)));
        }
        byName.entrySet().stream()
                .sorted(Comparator.comparingInt(form -> form.getValue().rank()))
                .forEach(form -> forms.put(form.getKey(), form.getValue()));
    }

    /** Their names, the smallest rank first. */
    List<String> names() {
        return List.copyOf(forms.keySet());
    }

    Factors factors(String name) {
        return forms.get(name);
    }

    /** The factors, scaled so that the largest and the smallest weight are as far from 1, if both can then be in the range allowed. */
    private static Factors centred(Decomposition form) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double weight : form.spec().weights()) {
            least = Math.min(least, Math.abs(weight));
            most = Math.max(most, Math.abs(weight));
        }
        double[] c = form.factors().matrix(2);
        if (most / least <= WeightRange.DEFAULT.most() / WeightRange.DEFAULT.least()) {
            for (int e = 0; e < c.length; e++) {
                c[e] /= Math.sqrt(least * most);
            }
        }
        return new Factors(form.rank(), form.factors().matrix(0), form.factors().matrix(1), c);
    }
}
