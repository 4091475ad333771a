package dev.tdn4j.tdn.md;
/** Temporary.
 * @param energy e
 * @param forces f */
public record Evaluation(double energy, double[] forces) {}
