package dev.tdn4j.tdn.scaling;

/** The product, or one of its adjoints. */
public enum Direction {
    /** The product. */
    FORWARD("forward"),
    /** The adjoint in x. */
    GRAD_X("adjoint in x"),
    /** The adjoint in y. */
    GRAD_Y("adjoint in y");

    private final String title;

    Direction(String title) {
        this.title = title;
    }

    /**
     * The direction in words.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }
}
