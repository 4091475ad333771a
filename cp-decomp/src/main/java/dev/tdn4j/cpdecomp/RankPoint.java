package dev.tdn4j.cpdecomp;

/**
 * One point of the trade-off between rank and error.
 *
 * @param rank R
 * @param error the least error seen at that rank
 */
public record RankPoint(int rank, double error) {}
