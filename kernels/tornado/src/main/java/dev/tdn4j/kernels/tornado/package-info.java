/**
 * Task graphs on GPUs through TornadoVM.
 *
 * <p>A program is lowered to tasks of ten kinds, one hand-written kernel a kind; independent tasks of one kind form a wave,
 * which is one launch. All values live in one device array, the arena; what a task reads and writes, and how, stands in an
 * array of integers that the kernels read. So a kernel is compiled once, whatever the program and the sizes of its batches.
 */
package dev.tdn4j.kernels.tornado;
