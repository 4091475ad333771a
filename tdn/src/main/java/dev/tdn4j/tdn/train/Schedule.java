package dev.tdn4j.tdn.train;

/** How the learning rate falls after it has risen. */
public enum Schedule {
    /** Half a cosine over the whole training (arXiv 1608.03983). */
    COSINE,
    /** By a factor whenever the validation errors have not improved for some epochs. */
    PLATEAU,
    /** Not at all. */
    CONSTANT
}
