package dev.tdn4j.kernels.vector;

/** One operation, run tile by tile. */
abstract class Step {

    final Slot out;
    final Slot[] in;

    Step(Slot out, Slot... in) {
        this.out = out;
        this.in = in;
    }

    /** Prepares for a batch in so many chunks, once all slots have their arrays and strides. */
    void bind(BoundBatch batch, int chunks) {}

    /** Computes the items from..from+count−1 of the stage's space; {@code chunk} is the part of the space they are in. */
    abstract void run(Worker worker, int chunk, int from, int count);

    /** The floats of matrices that every tile reads anew. */
    int matrices() {
        return 0;
    }

    /** Called before the first tile of a chunk. */
    void begin(int chunk, int from, int to) {}

    /** What is computed, for people. */
    @Override
    public String toString() {
        return String.valueOf(out.value.operation());
    }

    /** Called on one thread after all chunks. */
    void finish(int chunks) {}
}
