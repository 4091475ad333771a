package dev.tdn4j.kernels.vector;

/** What one thread needs for itself: room for the values of a tile. */
final class Worker {

    /** 0 for the thread that runs the plan. */
    final int number;

    final float[] scratch;

    /** Room for the arrays of a fused kernel's operands, and for where their items begin. */
    final float[][] arrays;

    final int[] offsets;

    Worker(int number, int floats, int operands) {
        this.number = number;
        this.scratch = new float[floats];
        this.arrays = new float[operands][];
        this.offsets = new int[operands];
    }
}
