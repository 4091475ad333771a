package dev.tdn4j.tdn.model;

/** Which of two forms of the network a configuration describes. */
public enum NetworkForm {

    /**
     * The library's own: energies are extensive, and smooth where an edge enters or leaves the cutoff; an atom without
     * neighbours keeps an energy.
     */
    PHYSICAL,

    /**
     * The network as the authors of arXiv 2507.01131 published it, to the last constant: no cutoff envelope, so that
     * energies jump where an edge enters or leaves; the energy divided by the root of the average number of atoms, so that
     * it is not extensive; 80 one-hot element types, numbered by atomic number from 0.
     */
    PUBLISHED
}
