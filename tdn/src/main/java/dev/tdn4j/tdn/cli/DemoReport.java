package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Drift;
import dev.tdn4j.tdn.md.EnergyTrace;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.md.Sample;
import dev.tdn4j.tdn.report.Figures;
import dev.tdn4j.tdn.report.HtmlReport;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tdn.train.EpochReport;
import dev.tdn4j.tdn.train.Errors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects what the demo finds, and writes it as one page. */
final class DemoReport {

    private final Path folder;
    private final Map<String, Object> results = new LinkedHashMap<>();
    private final Map<String, Plot> plots = new LinkedHashMap<>();
    private final List<EpochReport> epochs = new ArrayList<>();
    private final long begin = System.nanoTime();

    DemoReport(Path folder) {
        this.folder = folder;
    }

    Map<String, Object> results() {
        return results;
    }

    void equivariance(Decomposition factors, double error, double bound) {
        results.put("lmax", factors.lmax());
        results.put("rank", factors.rank());
        results.put("relativeError", factors.relativeError());
        results.put("equivarianceError", error);
        results.put("equivarianceBound", bound);
    }

    void epoch(EpochReport report) {
        epochs.add(report);
    }

    void trained(long parameters, int structures) {
        results.put("parameters", parameters);
        results.put("trainingStructures", structures);
        results.put("epochs", epochs.getLast().epoch());
        results.put("trainingSeconds", epochs.getLast().seconds());
        results.put("structuresPerSecond", median(epochs.stream().mapToDouble(EpochReport::structuresPerSecond).toArray()));
        Map<String, double[]> curves = new LinkedHashMap<>();
        curves.put("force RMSE, meV/Å", epochs.stream().mapToDouble(e -> e.validation().forceRmse()).toArray());
        curves.put("energy MAE, meV/atom", epochs.stream().mapToDouble(e -> e.validation().energyMae()).toArray());
        plots.put(
                "training",
                Figures.lossCurves(
                        "Errors on the validation set",
                        "error",
                        epochs.stream().mapToDouble(EpochReport::epoch).toArray(),
                        curves));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    void test(List<Structure> references, List<Evaluation> evaluations) {
        Errors errors = new Errors(false);
        ErrorPlots pictures = new ErrorPlots();
        for (int s = 0; s < references.size(); s++) {
            errors.add(references.get(s), evaluations.get(s));
            pictures.add(references.get(s), evaluations.get(s));
        }
        results.put("forceRmse", errors.forceRmse());
        results.put("forceMae", errors.forceMae());
        results.put("energyMae", errors.energyMae());
        results.put("energyRmse", errors.energyRmse());
        plots.putAll(pictures.plots("the independent trajectory"));
    }

    void scan(List<Structure> frames, List<Evaluation> evaluations) {
        ErrorPlots pictures = new ErrorPlots();
        for (int s = 0; s < frames.size(); s++) {
            pictures.add(frames.get(s), evaluations.get(s));
        }
        plots.put("torsion", pictures.plots("C–C–O–H of ethanol").get("torsion"));
    }

    void dynamics(EnergyTrace trace, int atoms, double stepsPerSecond) {
        Drift drift = trace.drift();
        results.put("nveDrift", drift.perAtomPerPs());
        results.put("nveLargestExcursion", drift.largestExcursion());
        results.put("stepsPerSecond", stepsPerSecond);
        plots.put(
                "dynamics",
                Figures.energyConservation(
                        "Dynamics at constant energy, 300 K, 0.5 fs",
                        trace.samples().stream().mapToDouble(s -> s.time() / 1000).toArray(),
                        trace.samples().stream().mapToDouble(Sample::total).toArray(),
                        atoms,
                        drift.perAtomPerPs()));
    }

    /** Writes the page and its pictures. */
    Path write(Executor executor) throws IOException {
        results.put("seconds", (System.nanoTime() - begin) * 1e-9);
        HtmlReport page = new HtmlReport(
                "tdn4j demo: ethanol",
                "A Tensor Decomposition Network (arXiv 2507.01131) trained from nothing on " + results.get("trainingStructures")
                        + " ethanol structures with GFN2-xTB energies and forces, and tested on an independent trajectory.");
        page.headline("force RMSE", number("forceRmse"), "meV/Å", "by component, 500 structures of the test trajectory");
        page.headline("energy MAE", number("energyMae"), "meV/atom", "the same structures");
        page.headline("equivariance error", number("equivarianceError"), "", "largest of 1000 samples; bound " + number("equivarianceBound"));
        page.headline("energy drift", number("nveDrift"), "meV/atom/ps", "largest excursion " + number("nveLargestExcursion") + " meV/atom");
        page.headline("training", number("trainingSeconds"), "s", number("structuresPerSecond") + " structures/s, " + executor.description());
        page.section("Factors").paragraph("Rank " + results.get("rank") + " CP factors of the coupling tensor up to degree L = "
                + results.get("lmax") + ", relative error " + number("relativeError")
                + ": the network is exactly equivariant, not approximately.");
        page.section("Training").figure(plots.get("training"), "After every epoch, with averaged parameters.");
        page.section("Test").figure(plots.get("forces"), "Every force component of the test trajectory.")
                .figure(plots.get("energies"), "Every total energy of the test trajectory.")
                .figure(plots.get("torsion"), "A relaxed scan that training never saw as such.");
        page.section("Dynamics").figure(plots.get("dynamics"), "Forces are the exact gradient of the energy, so the total is conserved.");
        for (Map.Entry<String, Plot> plot : plots.entrySet()) {
            plot.getValue().write(folder.resolve(plot.getKey() + ".svg"));
        }
        Path file = folder.resolve("index.html");
        page.write(file);
        return file;
    }

    private String number(String key) {
        double value = ((Number) results.get(key)).doubleValue();
        return String.format(Locale.ROOT, Math.abs(value) < 0.01 ? "%.2e" : value < 100 ? "%.3g" : "%.0f", value);
    }

    void print(PrintWriter text, Path page) {
        text.printf("forces    RMSE %s meV/Å on the independent test trajectory%n", number("forceRmse"));
        text.printf("energies  MAE %s meV/atom%n", number("energyMae"));
        text.printf("equivariance error %s, below its bound %s%n", number("equivarianceError"), number("equivarianceBound"));
        text.printf("dynamics  drift %s meV/atom/ps, %s steps a second%n", number("nveDrift"), number("stepsPerSecond"));
        text.printf("report    %s%n", page);
    }
}
