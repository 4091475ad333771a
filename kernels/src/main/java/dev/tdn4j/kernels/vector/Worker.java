package dev.tdn4j.kernels.vector;

/** What one thread needs for itself: room for the values of a tile. */
final class Worker {

    /** 0 for the thread that runs the plan. */
    final int number;

    final float[] scratch;

    Worker(int number, int floats) {
        this.number = number;
        this.scratch = new float[floats];
    }
}
