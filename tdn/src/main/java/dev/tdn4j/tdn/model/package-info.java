/** Networks as graph builders: the Tensor Decomposition Network of arXiv 2507.01131 and its parts. */
package dev.tdn4j.tdn.model;
