/** Spherical-tensor index arithmetic and the data of bilinear maps: {@link dev.tdn4j.tensor.Coupling}, {@link dev.tdn4j.tensor.Factors}. */
package dev.tdn4j.tensor;
