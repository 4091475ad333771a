/**
 * Real spherical and solid harmonics of many vectors, with their first and second derivatives, as plain kernels over
 * arrays of floats or doubles.
 */
package dev.tdn4j.kernels.harmonics;
