package dev.tdn4j.tdn.model;

import dev.tdn4j.tdn.data.ReferenceEnergies;

/**
 * A potential: the shape of its network, the coupling it uses, the values of its parameters, and the energies of its
 * elements.
 *
 * @param config the network's shape
 * @param products the coupling tensor of its products and where it is from
 * @param parameters the values of its parameters
 * @param references the energies that the network's are added to
 */
public record Model(TdnConfig config, SharedProduct products, Parameters parameters, ReferenceEnergies references) {

    /**
     * The network that the parameters belong to.
     *
     * @return a newly built network
     */
    public TdnNetwork network() {
        return new TdnNetwork(config, products.coupling());
    }
}
