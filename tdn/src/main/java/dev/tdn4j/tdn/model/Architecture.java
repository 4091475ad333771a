package dev.tdn4j.tdn.model;

/** What the blocks of a network compute. */
public enum Architecture {

    /** Attention over messages that are products of CP factors (arXiv 2507.01131, section 4), and a gated feed-forward part. */
    TDN
}
