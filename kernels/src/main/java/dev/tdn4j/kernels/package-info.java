/** The executors of task graphs: {@link dev.tdn4j.kernels.Executor}, found with {@link dev.tdn4j.kernels.Executors}. */
package dev.tdn4j.kernels;
