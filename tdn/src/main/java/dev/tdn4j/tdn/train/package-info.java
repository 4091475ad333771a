/** Training: loss, optimiser, schedule, checkpoints, errors. */
package dev.tdn4j.tdn.train;
