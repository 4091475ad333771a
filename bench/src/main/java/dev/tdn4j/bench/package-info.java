/** JMH benchmarks. Numbers mean little alone: every run measures the machine's own peak beside the kernels. */
package dev.tdn4j.bench;
