package dev.tdn4j.cpdecomp;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * How long a {@link RankSearch} may go on. The step that is being made when it ends is finished.
 *
 * @param time the most wall time
 * @param stop asked after every step, on the threads that compute; true ends the search at once
 */
public record SearchBudget(Duration time, BooleanSupplier stop) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public SearchBudget {
        Objects.requireNonNull(stop, "stop");
        if (time.isNegative()) {
            throw new IllegalArgumentException("the time for a search is at least 0, not " + time);
        }
    }

    /**
     * A time.
     *
     * @param time the most wall time
     * @return the budget
     */
    public static SearchBudget of(Duration time) {
        return new SearchBudget(time, () -> false);
    }

    /**
     * All the time that a search takes to come to its own end, unless it is stopped.
     *
     * @param stop asked after every step
     * @return the budget
     */
    public static SearchBudget until(BooleanSupplier stop) {
        return new SearchBudget(Duration.ofDays(365), stop);
    }
}
