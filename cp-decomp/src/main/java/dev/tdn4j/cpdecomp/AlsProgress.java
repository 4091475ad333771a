package dev.tdn4j.cpdecomp;

/**
 * How far a decomposition has come; reported every few steps.
 *
 * @param start the present random start, from 1
 * @param starts the most starts that will be made
 * @param step sweeps and steps done in this start
 * @param relativeError ‖M̂ − M‖_F / ‖M‖_F at present
 * @param bestError the same of the best finished start, infinite during the first
 */
public record AlsProgress(int start, int starts, int step, double relativeError, double bestError) {}
