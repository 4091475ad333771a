package dev.tdn4j.tdn.scaling;

/** What is multiplied with what. */
public enum Setting {
    /** One y a sample for all channels, as the harmonics of an edge (“uvu”). */
    SHARED("one y for all channels"),
    /** Every channel has its own y (“uuu”). */
    OWN("one y a channel"),
    /** Products with a shared y and a weight a channel, summed over the neighbours of every node. */
    NEIGHBOURS("summed over neighbours");

    private final String title;

    Setting(String title) {
        this.title = title;
    }

    /**
     * The setting in words.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }
}
