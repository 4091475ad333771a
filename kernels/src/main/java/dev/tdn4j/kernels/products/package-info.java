/**
 * Tensor products and neighbour-summed convolutions on float arrays, each by several algorithms: a plain public API beneath
 * the executors. {@link dev.tdn4j.kernels.products.TensorProduct} says what is computed,
 * {@link dev.tdn4j.kernels.products.ProductKernel} computes it and its adjoints, and
 * {@link dev.tdn4j.kernels.products.ProductPlanner} picks the algorithm. {@link dev.tdn4j.kernels.products.ConvolutionKernel}
 * sums products over neighbours.
 */
package dev.tdn4j.kernels.products;
