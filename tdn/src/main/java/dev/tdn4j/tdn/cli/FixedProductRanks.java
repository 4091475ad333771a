package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.RankProfile;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The ranks of one tensor. */
record FixedProductRanks(String name, Integer lmax, RankProfile profile, FactorCache cache, long seed) implements RankTask {

    @Override
    public List<RankProfile.Row> rows() {
        return profile.rows();
    }

    @Override
    public void search(double tolerance, BooleanSupplier stop, RankProgress progress) {
        profile.search(tolerance, cache, seed, stop, progress);
    }
}
