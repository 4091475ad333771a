package dev.tdn4j.tdn.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures by which a potential is judged. */
public final class Figures {

    private static final double MEV_PER_EV = 1000;

    private Figures() {}

    /**
     * How training went: curves over the epochs, on a logarithmic axis.
     *
     * @param title one line above the picture
     * @param yLabel what the curves show, with its unit
     * @param epochs where the values stand
     * @param curves by label, in order, as many values as epochs; NaN where there is none
     * @return the figure
     */
    public static Plot lossCurves(String title, String yLabel, double[] epochs, Map<String, double[]> curves) {
        Plot plot = new Plot(title, Axis.linear("epoch"), Axis.log(yLabel));
        for (Map.Entry<String, double[]> curve : curves.entrySet()) {
            double[] values = curve.getValue();
            // Validation may come less often than training: its curve connects what there is.
            int[] there = IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
            double[] xs = Arrays.stream(there).mapToDouble(i -> epochs[i]).toArray();
            double[] ys = Arrays.stream(there).mapToDouble(i -> values[i]).toArray();
            plot = plot.with(curve.getKey(), xs, ys, Mark.LINE);
        }
        return plot;
    }

    /**
     * Predictions against a reference; on the diagonal they agree.
     *
     * @param title one line above the picture
     * @param quantity what is compared, with its unit, such as "force component (eV/Å)"
     * @param reference the reference
     * @param predicted the predictions, as many
     * @return the figure; say the errors it shows with {@link Plot#withNote}
     */
    public static Plot parity(String title, String quantity, double[] reference, double[] predicted) {
        Plot empty = new Plot(title, Axis.linear("reference " + quantity), Axis.linear("predicted " + quantity));
        Plot plot = empty.with("", reference, predicted, Mark.POINTS);
        return new Plot(plot.title(), plot.x(), plot.y(), plot.series(), plot.notes(), true);
    }

    /**
     * The total energy along a run that ought to conserve it, as its change since the start, with the line that its drift
     * is read from.
     *
     * @param title one line above the picture
     * @param picoseconds the times
     * @param totalEnergies in eV, as many
     * @param atoms by which the energies are divided
     * @param drift slope of the least-squares line, meV/atom/ps
     * @return the figure
     */
    public static Plot energyConservation(
            String title, double[] picoseconds, double[] totalEnergies, int atoms, double drift) {
        double[] change = new double[totalEnergies.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = (totalEnergies[i] - totalEnergies[0]) / atoms * MEV_PER_EV;
        }
        // A least-squares line goes through the mean of all values, so its slope is all that is needed.
        double meanTime = Arrays.stream(picoseconds).average().orElse(0);
        double meanChange = Arrays.stream(change).average().orElse(0);
        double[] line = Arrays.stream(picoseconds).map(t -> meanChange + drift * (t - meanTime)).toArray();
        return new Plot(title, Axis.linear("time (ps)"), Axis.linear("change of the total energy (meV/atom)"))
                .with("total energy", picoseconds, change, Mark.LINE)
                .with(String.format(Locale.ROOT, "drift %+.3g meV/atom/ps", drift).replace('-', '−'), picoseconds, line, Mark.DASHES);
    }

    /**
     * The energy along a torsion, each curve from its own minimum.
     *
     * @param title one line above the picture
     * @param degrees the angles
     * @param reference energies in eV, as many; drawn as rings
     * @param predicted energies in eV by the label of who predicted them, in order, as many each
     * @return the figure
     */
    public static Plot torsionScan(String title, double[] degrees, double[] reference, Map<String, double[]> predicted) {
        Plot plot = new Plot(title, new Axis("torsion angle (°)", Scale.DEGREES), Axis.linear("energy (meV)"));
        for (Map.Entry<String, double[]> curve : predicted.entrySet()) {
            plot = plot.with(curve.getKey(), degrees, aboveMinimum(curve.getValue()), Mark.LINE);
        }
        return plot.with("reference", degrees, aboveMinimum(reference), Mark.REFERENCE);
    }

    private static double[] aboveMinimum(double[] energies) {
        double minimum = Arrays.stream(energies).filter(Double::isFinite).min().orElse(0);
        return Arrays.stream(energies).map(e -> (e - minimum) * MEV_PER_EV).toArray();
    }

    /**
     * Bounds of an equivariance error, and errors that were found, against the rank, on logarithmic axes.
     *
     * @param title one line above the picture
     * @param rankLabel what stands under the ranks
     * @param ranks where the values stand
     * @param always bounds that the rank alone gives, by label, in order; drawn dashed
     * @param measured bounds from the factors, by label, in order; drawn as lines
     * @param found errors, by label, in order; drawn as lines with dots
     * @return the figure
     */
    public static Plot errorBounds(
            String title,
            String rankLabel,
            double[] ranks,
            Map<String, double[]> always,
            Map<String, double[]> measured,
            Map<String, double[]> found) {
        Plot plot = new Plot(title, Axis.log(rankLabel), Axis.log("‖ε‖ / (‖x‖‖y‖)"));
        for (Map.Entry<String, double[]> curve : always.entrySet()) {
            plot = plot.with(curve.getKey(), ranks, curve.getValue(), Mark.DASHES);
        }
        for (Map.Entry<String, double[]> curve : measured.entrySet()) {
            plot = plot.with(curve.getKey(), ranks, curve.getValue(), Mark.LINE);
        }
        for (Map.Entry<String, double[]> curve : found.entrySet()) {
            plot = plot.with(curve.getKey(), ranks, curve.getValue(), Mark.LINE_AND_POINTS);
        }
        return plot;
    }
}
