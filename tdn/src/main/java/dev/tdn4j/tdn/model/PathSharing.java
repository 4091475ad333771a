package dev.tdn4j.tdn.model;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.groups.PathGroups;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which paths of a network share a weight, as text: the setting {@code pathGroups}.
 *
 * <ul>
 *   <li>{@code shared}: all, the path-weight sharing of arXiv 2507.01131;
 *   <li>{@code parity}: the even ones, and the odd ones;
 *   <li>{@code input}, {@code edge}, {@code output}: those of one degree l1, l2 or l3;
 *   <li>{@code path}: none;
 *   <li>{@code 000+011/101+110}: groups between slashes, paths l1 l2 l3 between plus signs, 10 as {@code a}.
 * </ul>
 */
public final class PathSharing {

    /** One weight for all paths. */
    public static final String SHARED = "shared";

    /** A weight for every path. */
    public static final String PATH = "path";

    private static final String NAMES = "shared, parity, input, edge, output, path";

    /** Degrees up to 10 are one digit each. */
    private static final int RADIX = 16;

    private PathSharing() {}

    /**
     * The groups that a text stands for.
     *
     * @param text one of the names above, or all paths in groups
     * @param whole the paths
     * @return the groups
     * @throws IllegalArgumentException if the text is no name, or its groups are no partition of the paths; one line
     *     says what is wrong
     */
    public static PathGroups groups(String text, CouplingSpec whole) {
        return switch (text) {
            case SHARED -> PathGroups.by(whole, _ -> SHARED);
            case "parity" -> PathGroups.byParity(whole);
            case "input" -> PathGroups.byInputDegree(whole);
            case "edge" -> PathGroups.byEdgeDegree(whole);
            case "output" -> PathGroups.byOutputDegree(whole);
            case PATH -> PathGroups.by(whole, path -> path);
            default -> listed(text, whole);
        };
    }

    private static PathGroups listed(String text, CouplingSpec whole) {
        List<CouplingPath> left = new ArrayList<>(whole.paths());
        List<CouplingSpec> groups = new ArrayList<>();
        for (String group : text.split("/", -1)) {
            List<CouplingPath> paths = Arrays.stream(group.split("\\+", -1)).map(path -> path(path, text)).toList();
            for (CouplingPath path : paths) {
                if (!left.remove(path)) {
                    throw new IllegalArgumentException("%s lists %s, which %s".formatted(
                            text, text(path), whole.paths().contains(path) ? "is there twice" : "is no path of this network"));
                }
            }
            groups.add(new CouplingSpec(whole.lmax(), paths, Collections.nCopies(paths.size(), 1.0)));
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(text + " lacks the paths "
                    + left.stream().map(PathSharing::text).collect(Collectors.joining(", ")));
        }
        return new PathGroups(groups);
    }

    private static CouplingPath path(String digits, String text) {
        int[] l = digits.chars().map(c -> Character.digit(c, RADIX)).toArray();
        if (l.length != 3 || Arrays.stream(l).anyMatch(degree -> degree < 0)) {
            throw new IllegalArgumentException(
                    "it must be one of " + NAMES + ", or all paths in groups, such as 000+011/101+110, not " + text);
        }
        return new CouplingPath(l[0], l[1], l[2]);
    }

    private static String text(CouplingPath path) {
        return "" + Character.forDigit(path.l1(), RADIX) + Character.forDigit(path.l2(), RADIX) + Character.forDigit(path.l3(), RADIX);
    }

    /**
     * Groups as text.
     *
     * @param groups a partition of paths of degrees up to 10
     * @return what {@link #groups} reads, every path listed
     */
    public static String text(PathGroups groups) {
        return groups.groups().stream()
                .map(group -> group.paths().stream().map(PathSharing::text).collect(Collectors.joining("+")))
                .collect(Collectors.joining("/"));
    }

    /**
     * A tensor as the sum of its groups' parts.
     *
     * @param whole a tensor of degrees up to L on each axis
     * @param groups the groups
     * @return one tensor a group, of the same sizes; the tensor itself, with its factors, if there is one group only
     * @throws IllegalArgumentException if an entry belongs to no path of any group
     */
    static List<Coupling> parts(Coupling whole, PathGroups groups) {
        if (groups.size() == 1) {
            return List.of(whole);
        }
        List<List<Integer>> entries = new ArrayList<>();
        groups.groups().forEach(_ -> entries.add(new ArrayList<>()));
        for (int t = 0; t < whole.nonzeros(); t++) {
            CouplingPath path = new CouplingPath(
                    Degrees.degree(whole.i(t)), Degrees.degree(whole.j(t)), Degrees.degree(whole.k(t)));
            int group = indexOf(path, groups).orElseThrow(
                    () -> new IllegalArgumentException("path " + path + " of the tensor is in no group"));
            entries.get(group).add(t);
        }
        return entries.stream().map(some -> only(whole, some)).toList();
    }

    private static Optional<Integer> indexOf(CouplingPath path, PathGroups groups) {
        for (int g = 0; g < groups.size(); g++) {
            if (groups.groups().get(g).paths().contains(path)) {
                return Optional.of(g);
            }
        }
        return Optional.empty();
    }

    private static Coupling only(Coupling whole, List<Integer> entries) {
        return Coupling.of(
                whole.size(0), whole.size(1), whole.size(2),
                entries.stream().mapToInt(whole::i).toArray(),
                entries.stream().mapToInt(whole::j).toArray(),
                entries.stream().mapToInt(whole::k).toArray(),
                entries.stream().mapToDouble(whole::value).toArray());
    }
}
