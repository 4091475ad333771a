package dev.tdn4j.kernels.vector;

/** What one thread needs for itself: room for the values of a tile. */
final class Worker {
    float[] scratch = new float[0];

    void reserve(int floats) {
        if (scratch.length < floats) {
            scratch = new float[floats];
        }
    }
}
