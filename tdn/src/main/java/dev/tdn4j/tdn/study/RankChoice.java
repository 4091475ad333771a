package dev.tdn4j.tdn.study;

import dev.tdn4j.cpdecomp.ExactRank;
import dev.tdn4j.cpdecomp.RankSchedule;

/** The ranks that are compared. */
public enum RankChoice {

    /** 7L. */
    LINEAR("7L"),

    /** 7L², the paper's choice. */
    QUADRATIC("7L²"),

    /** The smallest rank of exact factors that is known. */
    EXACT("exact"),

    /** (L+1)⁴. */
    FULL("full");

    private final String title;

    RankChoice(String title) {
        this.title = title;
    }

    /**
     * What tables call it.
     *
     * @return a few letters
     */
    public String title() {
        return title;
    }

    /**
     * The rank.
     *
     * @param lmax L, 1..6
     * @return R
     */
    public int rank(int lmax) {
        return switch (this) {
            case LINEAR -> RankSchedule.LINEAR.rank(lmax);
            case QUADRATIC -> RankSchedule.QUADRATIC.rank(lmax);
            case EXACT -> ExactRank.of(lmax);
            case FULL -> RankSchedule.FULL.rank(lmax);
        };
    }
}
