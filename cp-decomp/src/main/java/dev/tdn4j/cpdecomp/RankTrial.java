package dev.tdn4j.cpdecomp;

import java.util.Locale;

/**
 * One trial of a search, as its trace holds it.
 *
 * @param number from 0 in each problem
 * @param start where its first factors came from: {@code quadrature}, {@code matrix}, {@code random}, {@code best} (the
 *     best so far, shaken), {@code looser} (the best of a looser tolerance) or {@code free} (the best with free weights, with random terms added)
 * @param weights which path weights it fitted: {@code 1}, {@code free}, or fixed ones, those of the {@code best} factors or
 *     of a closed form
 * @param tolerance the relative error that it worked at
 * @param seed where all its chance came from
 * @param firstRank the rank that it began at
 * @param rank the smallest rank that it reached the tolerance at, or {@code firstRank} if none
 * @param relativeError the error at that rank
 * @param seconds its wall time
 * @param improved whether any row of the table became better
 * @param cut whether the time was up before its end
 */
public record RankTrial(
        int number,
        String start,
        String weights,
        double tolerance,
        long seed,
        int firstRank,
        int rank,
        double relativeError,
        double seconds,
        boolean improved,
        boolean cut) {

    /** One line of JSON. */
    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"trial\":%d,\"start\":\"%s\",\"weights\":\"%s\",\"tolerance\":%.0e,\"seed\":%d,\"firstRank\":%d,\"rank\":%d,"
                        + "\"relativeError\":%.2e,\"seconds\":%.2f,\"improved\":%b,\"cut\":%b}",
                number, start, weights, tolerance, seed, firstRank, rank, relativeError, seconds, improved, cut);
    }
}
