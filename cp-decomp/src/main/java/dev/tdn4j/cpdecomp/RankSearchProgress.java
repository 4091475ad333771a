package dev.tdn4j.cpdecomp;

/**
 * How far a search for the smallest rank has come.
 *
 * @param rank the rank being tried
 * @param error the error there at present
 * @param found the smallest rank found so far that is within the tolerance, 0 if there is none
 * @param seconds the time since the search began
 * @param budget the time it may take, in seconds
 */
public record RankSearchProgress(int rank, double error, int found, double seconds, double budget) {}
