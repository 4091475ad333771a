/** Exact coupling coefficients, paths, Gaunt integrals and Wigner D matrices, in e3nn's real basis. */
module dev.tdn4j.cg {
    requires transitive dev.tdn4j.tensor;

    exports dev.tdn4j.cg;
}
