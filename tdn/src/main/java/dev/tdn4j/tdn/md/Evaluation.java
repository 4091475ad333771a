package dev.tdn4j.tdn.md;

/**
 * What a potential says about a structure.
 *
 * @param energy the total energy, eV
 * @param forces x, y, z of each atom's force in turn, eV/Å
 */
public record Evaluation(double energy, double[] forces) {}
