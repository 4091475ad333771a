package dev.tdn4j.tensor.work;

/** What is done with one chunk of a piece of work. */
@FunctionalInterface
public interface ChunkBody {
    /**
     * Does one chunk. Called from several threads at once, for other chunks.
     *
     * @param chunk which one, from 0
     * @param worker which thread runs it, from 0 to {@link WorkPool#threads} − 1, for buffers of its own
     */
    void run(int chunk, int worker);
}
