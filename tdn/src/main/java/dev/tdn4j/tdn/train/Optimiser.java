package dev.tdn4j.tdn.train;

/** How gradients become steps. */
public enum Optimiser {
    /** Adam (arXiv 1412.6980); weight decay is added to the gradient. */
    ADAM,
    /** Adam with decoupled weight decay (arXiv 1711.05101). */
    ADAMW
}
