package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.RankProfile;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A product whose ranks are searched. */
sealed interface RankTask permits FixedProductRanks, FreeWeightRanks {

    /** How users call the product. */
    String name();

    /** Its largest degree; null of a tensor from a file. */
    Integer lmax();

    /** What is known now, a row a tolerance. */
    List<RankProfile.Row> rows();

    /** Searches for one tolerance until told to stop; what is found is kept. */
    void search(double tolerance, BooleanSupplier stop, RankProgress progress) throws IOException;

    default String label() {
        return lmax() == null ? name() : name() + " L=" + lmax();
    }
}
