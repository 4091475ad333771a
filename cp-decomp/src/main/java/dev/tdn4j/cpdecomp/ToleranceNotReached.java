package dev.tdn4j.cpdecomp;

import java.io.Serial;

/** No rank within the tolerance was found in the time given; the message says what was reached. */
public final class ToleranceNotReached extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** The point of the trade-off that came nearest. */
    private final transient RankPoint reached;

    ToleranceNotReached(String message, RankPoint reached) {
        super(message);
        this.reached = reached;
    }

    /**
     * What was reached.
     *
     * @return the rank of the least error seen, and that error
     */
    public RankPoint reached() {
        return reached;
    }
}
