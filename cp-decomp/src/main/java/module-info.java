/**
 * CP factors of coupling tensors: alternating least squares, rank schedules, equivariance errors and their bounds, the
 * cache on disk, and the factors that are shipped.
 */
module dev.tdn4j.cpdecomp {
    requires transitive dev.tdn4j.cg;
    requires ejml.core;
    requires ejml.ddense;

    exports dev.tdn4j.cpdecomp;
    exports dev.tdn4j.cpdecomp.bounds;
    exports dev.tdn4j.cpdecomp.groups;
    exports dev.tdn4j.cpdecomp.invariant;
    exports dev.tdn4j.cpdecomp.matrix;
    exports dev.tdn4j.cpdecomp.sphere;
}
