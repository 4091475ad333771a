package dev.tdn4j.tdn.scaling;

import dev.tdn4j.kernels.products.Algorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is timed at every degree: one line of the picture.
 *
 * @param setting what is multiplied with what
 * @param algorithm how
 * @param source the coupling
 */
public record Subject(Setting setting, Algorithm algorithm, Source source) {

    /**
     * Every algorithm in every setting, whether there is a kernel for it or not.
     *
     * @return a new list
     */
    public static List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            for (Algorithm algorithm : Algorithm.values()) {
                sources(setting, algorithm).forEach(source -> subjects.add(new Subject(setting, algorithm, source)));
            }
        }
        return subjects;
    }

    /** The paths matter to CP, and between nodes, where CP may win by them; the time of the others follows from all paths. */
    private static List<Source> sources(Setting setting, Algorithm algorithm) {
        boolean neighbours = setting == Setting.NEIGHBOURS;
        return switch (algorithm) {
            case GAUNT -> List.of(Source.GAUNT);
            case SPIN -> List.of(Source.ALL);
            case CP -> neighbours
                    ? List.of(Source.ALL, Source.MATRICES, Source.PAPER, Source.EVEN)
                    : List.of(Source.ALL, Source.PAPER);
            default -> neighbours ? List.of(Source.ALL, Source.EVEN) : List.of(Source.ALL);
        };
    }

    /**
     * Whether this and another do the same, so that the faster one may take the other's place: between nodes all paths are
     * held against all paths and even ones against even ones.
     *
     * @param other another subject
     * @return whether comparing them makes sense
     */
    public boolean isComparable(Subject other) {
        return setting == other.setting && (setting != Setting.NEIGHBOURS || source.isEven() == other.source.isEven());
    }

    /**
     * The subject in words, without its setting.
     *
     * @return such as “CP per node, even paths”
     */
    public String title() {
        String name = switch (algorithm) {
            case CP -> setting == Setting.NEIGHBOURS ? "CP per node" : "CP per edge";
            case SPIN -> "spin matrices";
            case GAUNT -> "Gaunt";
            default -> algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
        boolean obvious = source == Source.GAUNT || source == Source.ALL && setting != Setting.NEIGHBOURS;
        return obvious ? name : name + ", " + source.title();
    }
}
