package dev.tdn4j.tdn.train;

/** Watches training: progress bars, logs, plots. */
public interface TrainingListener {

    /** Ignores everything. */
    TrainingListener SILENT = new TrainingListener() {};

    /**
     * A step is done.
     *
     * @param progress the share of the training that is done, 0..1
     * @param loss the step's loss
     */
    default void step(double progress, double loss) {}

    /**
     * An epoch is done, and what it gave has been written.
     *
     * @param report what is known
     */
    default void epoch(EpochReport report) {}
}
