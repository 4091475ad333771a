/**
 * Primitive kernels on float arrays, written with the Vector API: matrix products, products of rows, sums over lanes
 * and elementary functions. All are static, allocate nothing once warm, and give the same bits on every run at the same
 * vector width: no sum has an order left open.
 */
package dev.tdn4j.kernels.vector;
