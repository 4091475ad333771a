/**
 * Products of matrices with few multiplications: schemes found by walks on flip graphs, and their combinations.
 * {@link dev.tdn4j.cpdecomp.matrix.MatrixProduct} is where to begin.
 */
package dev.tdn4j.cpdecomp.matrix;
