package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.report.HtmlReport;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tdn.train.EpochReport;
import dev.tdn4j.tdn.train.TrainingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page about a training: written anew after every epoch, and once more at the end. */
final class TrainingReport {

    private static final int RELOAD_SECONDS = 15;

    private final Path file;
    private final String model;
    private final List<List<String>> data;
    private final Map<String, Object> settings;
    private EpochReport last;
    private EpochReport best;

    /**
     * A page not yet written.
     *
     * @param file where it shall lie
     * @param model the model's name
     * @param data what is learned from, in rows of name and description
     * @param settings of the network and of training
     */
    TrainingReport(Path file, String model, List<List<String>> data, Map<String, Object> settings) {
        this.file = file;
        this.model = model;
        this.data = data;
        this.settings = settings;
    }

    /** Writes the page after an epoch. */
    void epoch(EpochReport report, TrainingLog log) throws IOException {
        last = report;
        best = report.best() ? report : best;
        page("in training", log).reloadEvery(RELOAD_SECONDS).write(file);
    }

    /**
     * Writes the last page.
     *
     * @param how how training ended
     * @param pictures of the best model's errors on the validation set
     */
    void end(String how, TrainingLog log, Map<String, Plot> pictures) throws IOException {
        HtmlReport page = page(how, log);
        if (!pictures.isEmpty()) {
            page.section("The model on the validation set");
            pictures.values().forEach(plot -> page.figure(plot, ""));
        }
        page.write(file);
    }

    private HtmlReport page(String state, TrainingLog log) {
        HtmlReport page = new HtmlReport("Training of " + model, state);
        if (best != null) {
            String note = "validation set, epoch " + best.epoch();
            page.headline("force RMSE", format("%.1f", best.validation().forceRmse()), "meV/Å", note);
            page.headline("energy MAE", format("%.2f", best.validation().energyMae()), "meV/atom", note);
        }
        if (last != null) {
            page.headline("epochs", Integer.toString(last.epoch()), "", last.step() + " steps");
            page.headline("speed", format("%.0f", last.structuresPerSecond()), "structures/s", format("%.1f min in all", last.seconds() / 60));
        }
        if (!log.isEmpty()) {
            page.section("Course");
            page.figure(log.errors(), "Errors are of the averaged parameters, on the validation set.");
            page.figure(log.steps(), "Means over the steps of an epoch; the learning rate is the last step's.");
        }
        page.section("Data").table(List.of("set", "what it is"), data);
        page.section("Settings").table(
                List.of("setting", "value"),
                settings.entrySet().stream().map(s -> List.of(s.getKey(), String.valueOf(s.getValue()))).toList());
        return page;
    }

    private static String format(String form, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, form, value) : "–";
    }
}
