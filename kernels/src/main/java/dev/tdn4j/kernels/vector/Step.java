package dev.tdn4j.kernels.vector;

import java.util.List;

/** One operation, run tile by tile. */
abstract class Step {

    /** The result; the first one, where there are several. */
    final Slot out;

    final List<Slot> results;
    final Slot[] in;

    Step(Slot out, Slot... in) {
        this(List.of(out), in);
    }

    Step(List<Slot> results, Slot... in) {
        this.out = results.getFirst();
        this.results = results;
        this.in = in;
    }

    /** Prepares for a batch in so many chunks, once all slots have their arrays and strides. */
    void bind(BoundBatch batch, int chunks) {}

    /** Computes the items from..from+count−1 of the stage's space; {@code chunk} is the part of the space they are in. */
    abstract void run(Worker worker, int chunk, int from, int count);

    /** Called on one thread before all chunks. */
    void prepare() {}

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
