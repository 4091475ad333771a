package dev.tdn4j.tdn.cli;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.CouplingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The paths that a user names: {@code all}, {@code even}, or a list of triples of degrees. */
final class PathList {

    private static final String FORM =
            "all, even, or a list of paths l1 l2 l3 such as 000,011,112 or, with degrees beyond 9, 0,0,0;10,1,9";

    private PathList() {}

    /**
     * The coupling by these paths, with weight 1 each.
     *
     * @param text what the user gave
     * @param lmax the largest degree
     */
    static CouplingSpec spec(String text, int lmax) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "all" -> CouplingSpec.all(lmax);
            case "even" -> CouplingSpec.even(lmax);
            case "" -> throw new UserException("--paths names no path: give " + FORM);
            default -> CouplingSpec.shared(lmax, list(text, lmax));
        };
    }

    private static List<CouplingPath> list(String text, int lmax) {
        boolean spelled = text.contains(";");
        List<CouplingPath> paths = new ArrayList<>();
        for (String word : text.strip().split(spelled ? ";" : ",")) {
            String[] degrees = spelled ? word.strip().split(",", -1) : word.strip().split("");
            CouplingPath path = path(word.strip(), degrees);
            if (Math.max(path.l1(), Math.max(path.l2(), path.l3())) > lmax) {
                throw new UserException("--paths: %s has a degree beyond --lmax %d".formatted(word.strip(), lmax));
            }
            if (paths.contains(path)) {
                throw new UserException("--paths names " + word.strip() + " twice");
            }
            paths.add(path);
        }
        if (paths.isEmpty()) {
            throw new UserException("--paths names no path: give " + FORM);
        }
        return paths;
    }

    private static CouplingPath path(String word, String[] degrees) {
        if (degrees.length != 3) {
            throw new UserException("--paths: \"" + word + "\" is no path: give " + FORM);
        }
        try {
            return new CouplingPath(
                    Integer.parseInt(degrees[0].strip()), Integer.parseInt(degrees[1].strip()), Integer.parseInt(degrees[2].strip()));
        } catch (NumberFormatException e) {
            throw new UserException("--paths: \"" + word + "\" is no path: give " + FORM, e);
        } catch (IllegalArgumentException e) {
            throw new UserException("--paths: " + e.getMessage(), e);
        }
    }
}
