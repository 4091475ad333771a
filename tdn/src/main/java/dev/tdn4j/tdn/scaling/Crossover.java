package dev.tdn4j.tdn.scaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A subject that is slower than another at small degrees, and faster from some degree on.
 *
 * @param direction the product or an adjoint
 * @param faster the one that grows more slowly
 * @param slower the one that is overtaken
 * @param from the first degree of those up to the largest at which {@code faster} is faster
 */
public record Crossover(Direction direction, Subject faster, Subject slower, int from) {

    /**
     * Finds all crossovers between whole curves that do the same.
     *
     * @param curves the curves
     * @return in the order of the curves
     */
    public static List<Crossover> among(List<Curve> curves) {
        List<Crossover> found = new ArrayList<>();
        for (Curve a : curves) {
            for (Curve b : curves) {
                if (a != b && a.part() == Part.WHOLE && b.part() == Part.WHOLE && a.direction() == b.direction()
                        && a.subject().isComparable(b.subject())) {
                    of(a, b).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<Crossover> of(Curve a, Curve b) {
        int[] common = a.rows().stream().mapToInt(Row::lmax).filter(l -> b.time(l).isPresent()).toArray();
        int slowerAt = IntStream.range(0, common.length)
                .filter(t -> a.time(common[t]).orElseThrow() >= b.time(common[t]).orElseThrow())
                .max()
                .orElse(-1);
        if (slowerAt < 0 || slowerAt == common.length - 1) {
            return Optional.empty();
        }
        return Optional.of(new Crossover(a.direction(), a.subject(), b.subject(), common[slowerAt + 1]));
    }

    /**
     * The same by name, as JSON objects hold it.
     *
     * @return the components
     */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("setting", Row.name(faster.setting()));
        values.put("direction", Row.name(direction));
        values.put("faster", faster.title());
        values.put("slower", slower.title());
        values.put("from", from);
        return values;
    }
}
