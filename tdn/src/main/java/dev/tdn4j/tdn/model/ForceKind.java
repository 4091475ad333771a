package dev.tdn4j.tdn.model;

/** Where a network's forces come from. */
public enum ForceKind {

    /** The negative gradient of its energy: they conserve it. */
    GRADIENT,

    /** A head of their own: cheaper, but no energy is conserved. */
    DIRECT
}
