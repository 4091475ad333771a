/**
 * How far factors are from equivariant: bounds of the error, its exact mean, samples, and the worst case by maximisation.
 * {@link dev.tdn4j.cpdecomp.bounds.ErrorBounds} has them all.
 */
package dev.tdn4j.cpdecomp.bounds;
