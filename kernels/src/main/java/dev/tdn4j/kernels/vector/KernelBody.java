package dev.tdn4j.kernels.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a fused kernel does with every vector of channels of every item: stores of terms. */
final class KernelBody {

    /** The cost of a function of the exponential family beside that of an addition, in nodes of the compiler. */
    private static final int FUNCTION_COST = 120;

    /**
     * One store.
     *
     * @param target where to
     * @param row the row there
     * @param term what
     * @param adding whether to add to what is there
     */
    record Store(Operand target, int row, Term term, boolean adding) {}

    private final List<Store> stores = new ArrayList<>();
    private final Map<Term, Integer> uses = new LinkedHashMap<>();
    private int cost;

    List<Store> stores() {
        return stores;
    }

    /** Where rows are loaded from. */
    List<Operand> loads() {
        return uses.keySet().stream()
                .filter(term -> term.operand() != null)
                .map(Term::operand)
                .distinct()
                .toList();
    }

    /** Everything that is loaded or stored, each once. */
    List<Operand> operands() {
        Set<Operand> operands = new LinkedHashSet<>(loads());
        stores.forEach(store -> operands.add(store.target));
        return List.copyOf(operands);
    }

    /** How often a term is an argument or stored. */
    int uses(Term term) {
        return uses.get(term);
    }

    int cost() {
        return cost;
    }

    /** What a term would add to the cost. */
    int cost(Term term) {
        return cost(term, new HashMap<>()) + 1;
    }

    private int cost(Term term, Map<Term, Integer> seen) {
        if (uses.containsKey(term) || seen.put(term, 0) != null) {
            return 0;
        }
        int sum = own(term);
        for (Term argument : term.arguments()) {
            sum += cost(argument, seen);
        }
        return sum;
    }

    private static int own(Term term) {
        return switch (term.kind()) {
            case NUMBER -> 2;
            case APPLY -> switch (term.function()) {
                case SQRT, RECIPROCAL, ABS -> 2;
                default -> FUNCTION_COST;
            };
            default -> 1;
        };
    }

    void add(Store store) {
        cost += cost(store.term) + (store.adding ? 2 : 0);
        stores.add(store);
        count(store.term);
    }

    private void count(Term term) {
        if (uses.merge(term, 1, Integer::sum) == 1) {
            term.arguments().forEach(this::count);
        }
    }
}
