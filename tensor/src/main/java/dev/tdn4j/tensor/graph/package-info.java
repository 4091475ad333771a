/** The task graph: values, operations, differentiation and passes. */
package dev.tdn4j.tensor.graph;
