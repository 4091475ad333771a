package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.report.Figures;
import dev.tdn4j.tdn.report.Plot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What happened, epoch by epoch: a CSV file that grows, and a picture of it. */
public final class TrainingLog {

    private static final String HEADER = "epoch,step,seconds,learning_rate,loss,gradient_norm,"
            + "valid_force_rmse_meV_per_A,valid_force_mae_meV_per_A,valid_energy_mae_meV_per_atom,"
            + "valid_energy_rmse_meV_per_atom,structures_per_second";
    private static final int LEARNING_RATE = 3;
    private static final int LOSS = 4;
    private static final int NORM = 5;
    private static final int FORCE = 6;
    private static final int ENERGY = 8;

    private final Path csv;
    private final Path picture;
    private final List<double[]> rows = new ArrayList<>();

    /**
     * A log beside a model.
     *
     * @param csv the table; rows up to {@code epochs} that stand there already are kept, later ones dropped
     * @param picture the picture
     * @param epochs the epochs done before, 0 for a new training
     * @throws IOException if the table cannot be written
     */
    public TrainingLog(Path csv, Path picture, int epochs) throws IOException {
        this.csv = csv;
        this.picture = picture;
        List<String> lines = new ArrayList<>(List.of(HEADER));
        if (epochs > 0 && Files.exists(csv)) {
            // A table that was damaged loses its damaged rows; training goes on.
            String text = new String(Files.readAllBytes(csv), StandardCharsets.UTF_8);
            for (String line : text.lines().skip(1).toList()) {
                double[] row = parse(line);
                if (row != null && row[0] <= epochs) {
                    rows.add(row);
                    lines.add(line);
                }
            }
        }
        Files.write(csv, lines);
    }

    /** Null for a row that an interruption cut short. */
    private static double[] parse(String line) {
        String[] cells = line.split(",");
        double[] row = new double[HEADER.split(",").length];
        if (cells.length != row.length) {
            return null;
        }
        try {
            for (int i = 0; i < row.length; i++) {
                row[i] = Double.parseDouble(cells[i]);
            }
        } catch (NumberFormatException e) {
            return null;
        }
        return row;
    }

    /**
     * Adds an epoch and draws the picture anew.
     *
     * @param report the epoch
     * @throws IOException if something cannot be written
     */
    public void add(EpochReport report) throws IOException {
        Errors valid = report.validation();
        double[] row = {
            report.epoch(), report.step(), report.seconds(), report.learningRate(), report.loss(), report.gradientNorm(),
            valid.forceRmse(), valid.forceMae(), valid.energyMae(), valid.energyRmse(), report.structuresPerSecond()
        };
        rows.add(row);
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%d,%d", report.epoch(), report.step()));
        for (int i = 2; i < row.length; i++) {
            line.append(String.format(Locale.ROOT, ",%.6g", row[i]));
        }
        Files.writeString(csv, line.append('\n'), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        draw();
    }

    private void draw() throws IOException {
        errors().write(picture);
    }

    /**
     * The loss and the validation errors over the epochs.
     *
     * @return the picture that is drawn after every epoch
     */
    public Plot errors() {
        Map<String, double[]> curves = new LinkedHashMap<>();
        curves.put("loss × 1000", rows.stream().mapToDouble(r -> 1000 * r[LOSS]).toArray());
        curves.put("validation force RMSE, meV/Å", column(FORCE));
        curves.put("validation energy MAE, meV/atom", column(ENERGY));
        return Figures.lossCurves("Training", "loss and errors", column(0), curves);
    }

    /**
     * The learning rate and the size of gradients over the epochs.
     *
     * @return a picture
     */
    public Plot steps() {
        Map<String, double[]> curves = new LinkedHashMap<>();
        curves.put("learning rate", column(LEARNING_RATE));
        curves.put("norm of the gradient before clipping", column(NORM));
        return Figures.lossCurves("Steps", "learning rate and gradient", column(0), curves);
    }

    /**
     * Whether an epoch is logged.
     *
     * @return false before the first
     */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private double[] column(int c) {
        return rows.stream().mapToDouble(row -> row[c]).toArray();
    }
}
