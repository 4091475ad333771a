package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a loss is no longer a number: the likeliest cause, from what can be seen in the structures and the parameters. */
final class Diagnosis {

    /** Forces so many times larger than the batch's median are seldom meant. */
    private static final double UNUSUAL = 100;

    /** Near minima the median may be as small as one likes; forces below UNUSUAL times this, eV/Å, are always usual. */
    private static final double LEAST_MEDIAN = 0.1;

    /** Bonds of hydrogen are 0.74 Å long; nothing is learned from atoms nearer than this, Å. */
    private static final double TOO_NEAR = 0.4;

    private Diagnosis() {}

    /**
     * One clause.
     *
     * @param training the whole training set: one structure with forces beyond measure sets the scale of all predictions
     */
    static String of(List<AtomGraph> batch, List<AtomGraph> training, Parameters parameters) {
        for (Map.Entry<String, float[]> parameter : parameters.byName().entrySet()) {
            for (float value : parameter.getValue()) {
                if (!Float.isFinite(value)) {
                    return "the parameter " + parameter.getKey() + " had become " + value + " before";
                }
            }
        }
        double usual = Math.max(LEAST_MEDIAN, medianForce(batch));
        Optional<String> cause = Stream.concat(batch.stream(), training.stream())
                .map(graph -> cause(graph, usual))
                .filter(found -> !found.isEmpty())
                .findFirst();
        if (cause.isPresent()) {
            return cause.get();
        }
        String source = batch.getFirst().structure().source();
        return "no structure is unusual, in the batch" + (source.isEmpty() ? "" : " (which begins with " + source + ")")
                + " or elsewhere, so the steps were too large";
    }

    private static double medianForce(List<AtomGraph> batch) {
        double[] sorted = batch.stream()
                .flatMap(graph -> graph.structure().forces().stream())
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static String cause(AtomGraph graph, double usual) {
        Structure structure = graph.structure();
        if (structure.forces().isPresent()) {
            double[] forces = structure.forces().get();
            for (int i = 0; i < forces.length; i++) {
                if (Math.abs(forces[i]) > UNUSUAL * usual) {
                    return String.format(
                            Locale.ROOT, "%s has a force of %.3g eV/Å on atom %d, where %.3g is usual", structure.source(),
                            forces[i], i / 3 + 1, usual);
                }
            }
        }
        double[] vectors = graph.vectors();
        for (int e = 0; e < graph.edges(); e++) {
            double r = Math.hypot(Math.hypot(vectors[3 * e], vectors[3 * e + 1]), vectors[3 * e + 2]);
            if (r < TOO_NEAR) {
                return String.format(
                        Locale.ROOT, "atoms %d and %d of %s are %.2g Å apart", graph.neighbours().source()[e] + 1,
                        graph.neighbours().destination()[e] + 1, structure.source(), r);
            }
        }
        return "";
    }
}
