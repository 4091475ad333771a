package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a search has found, on disk: for every problem a trace with one line of JSON a trial, and for every row of the table
 * the factors as safetensors ({@code A}, {@code B}, {@code C}: n×R, {@code weights}: one a path). Each file appears whole or
 * not at all, so a search ended at any moment goes on from there.
 */
final class RankFolder {

    private final Path folder;

    RankFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    private Path trace(RankProblem problem) {
        return folder.resolve(problem.label() + ".jsonl");
    }

    private Path factors(RankProblem problem, double tolerance) {
        return folder.resolve("%s-%.0e.safetensors".formatted(problem.label(), tolerance));
    }

    /** The number of trials that the trace holds. */
    int trials(RankProblem problem) throws IOException {
        return Files.exists(trace(problem)) ? Files.readAllLines(trace(problem)).size() : 0;
    }

    void append(RankProblem problem, RankTrial trial) throws IOException {
        Files.writeString(
                trace(problem), trial.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void write(RankRow row) throws IOException {
        Factors factors = row.found().factors();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int axis = 0; axis < 3; axis++) {
            tensors.put("ABC".substring(axis, axis + 1), Tensor.ofDoubles(factors.matrix(axis), factors.size(axis), factors.rank()));
        }
        double[] weights = row.found().spec().weights().stream().mapToDouble(Double::doubleValue).toArray();
        tensors.put("weights", Tensor.ofDoubles(weights, weights.length));
        Map<String, String> about = new LinkedHashMap<>();
        about.put("problem", row.problem().label());
        about.put("tolerance", String.valueOf(row.tolerance()));
        about.put("trial", String.valueOf(row.trial()));
        about.put("seconds", String.valueOf(row.found().seconds()));
        new Safetensors(about, tensors).write(factors(row.problem(), row.tolerance()));
    }

    /** A row found earlier; its error is measured again. */
    Optional<RankRow> read(RankProblem problem, double tolerance) throws IOException {
        Path file = factors(problem, tolerance);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Safetensors stored = Safetensors.read(file);
        try {
            int rank = (int) stored.tensors().get("A").shape()[1];
            Factors factors = new Factors(rank, doubles(stored, "A"), doubles(stored, "B"), doubles(stored, "C"));
            int trial = Integer.parseInt(stored.metadata().get("trial"));
            double seconds = Double.parseDouble(stored.metadata().get("seconds"));
            return Optional.of(row(problem, tolerance, factors, trial, seconds));
        } catch (NullPointerException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + " does not hold the factors of " + problem.label() + ": delete it, and the search begins anew", e);
        }
    }

    private static double[] doubles(Safetensors stored, String name) {
        return stored.tensors().get(name).doubles();
    }

    static RankRow row(RankProblem problem, double tolerance, Factors factors, int trial, double seconds) {
        CouplingSpec spec = problem.nearest(factors);
        double error = Als.relativeError(spec.tensor(), factors);
        Decomposition found = new Decomposition(
                spec, factors, error, seconds, "search", problem.label() + ", trial " + trial);
        return new RankRow(problem, tolerance, found, trial);
    }

}
