package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.bounds.ErrorBounds;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bounds and errors of the factors of one rank: a line of the table, a point of every curve. */
record BoundsRow(Decomposition factors, ErrorBounds bounds) {

    /** Errors below this are rounding: the factors are exact. */
    private static final double ROUNDING = 1e-10;

    boolean isExact() {
        return factors.relativeError() < ROUNDING;
    }

    /** By the names of the JSON object. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lmax", factors.lmax());
        values.put("rank", factors.rank());
        values.put("method", factors.method());
        values.put("relativeError", factors.relativeError());
        values.put("theorem31", bounds.theorem31());
        values.put("squareCore", bounds.squareCore());
        values.put("twoModes", bounds.twoModes());
        values.put("residualBound", bounds.residualBound());
        values.put("spectralBound", bounds.spectralBound());
        values.put("worstFound", bounds.worstFound());
        values.put("sampledMax", bounds.sampledMax());
        values.put("rootMeanSquare", bounds.rootMeanSquare());
        return values;
    }

    /** The values' names for people, as wide as the values. */
    static String header() {
        return "%3s %5s  %8s  %7s  %7s  %7s  %8s  %8s  %8s  %8s  %8s".formatted(
                "L", "rank", "residual", "thm 3.1", "√R core", "2 modes", "2‖E‖", "2σ₁", "worst", "sampled", "RMS");
    }

    @Override
    public String toString() {
        return "%3d %5d  %8.2e  %7.3f  %7.3f  %7.3f  %8.2e  %8.2e  %8.2e  %8.2e  %8.2e".formatted(
                factors.lmax(), factors.rank(), factors.relativeError(),
                bounds.theorem31(), bounds.squareCore(), bounds.twoModes(),
                bounds.residualBound(), bounds.spectralBound(),
                bounds.worstFound(), bounds.sampledMax(), bounds.rootMeanSquare());
    }
}
