package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parts the rows that a group of fused values must store among kernels which the compiler takes whole: it stops inlining
 * once a method has grown to 18000 of its nodes, of which a vector operation takes some forty, and puts vectors on the heap
 * from there on.
 */
final class KernelPartition {

    /** What a kernel may cost, in additions of vectors. */
    static final int BUDGET = 200;

    private record Row(Value value, int row) {}

    private final RowTerms terms;
    private final Set<Value> members;
    private final Map<Value, Slot> slots;
    private final Set<Value> stored = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Row> written = new ArrayList<>();
    private final List<Step> sums = new ArrayList<>();
    private KernelBody body = new KernelBody();

    KernelPartition(RowTerms terms, Set<Value> members, Map<Value, Slot> slots) {
        this.terms = terms;
        this.members = members;
        this.slots = slots;
    }

    /** Stores a value. */
    void store(Value value) {
        if (stored.add(value)) {
            splitIfLarge(value);
            Operand target = Operand.of(slots.get(value));
            for (int row = 0; row < value.type().rows(); row++) {
                write(value, row, target, false);
                written.add(new Row(value, row));
            }
        }
    }

    /** Adds the argument of a sum over items to it; the sum's own step says where, and begins and ends it. */
    void accumulate(Value value, Step sum) {
        Value argument = value.argument(0);
        splitIfLarge(argument);
        sums.add(sum);
        Operand target = sum instanceof ReducingStep reducing
                ? new Operand(sum.out, null, reducing)
                : new Operand(sum.out, Index.DESTINATION, null);
        for (int row = 0; row < argument.type().rows(); row++) {
            write(argument, row, target, true);
        }
    }

    /** Stores the arguments first of a value that alone is too large for a kernel. */
    private void splitIfLarge(Value value) {
        int largest = 0;
        for (int row = 0; row < value.type().rows(); row++) {
            largest = Math.max(largest, new KernelBody().cost(terms.row(value, row)));
        }
        if (largest > BUDGET && members.contains(value)) {
            value.arguments().stream().filter(members::contains).forEach(this::store);
        }
    }

    private void write(Value value, int row, Operand target, boolean adding) {
        if (body.cost() > 0 && body.cost() + body.cost(terms.row(value, row)) > BUDGET) {
            finish();
        }
        body.add(new KernelBody.Store(target, row, terms.row(value, row), adding));
    }

    private void finish() {
        steps.add(new FusedStep(body, List.copyOf(sums)));
        written.forEach(row -> terms.store(row.value, row.row));
        terms.forget();
        written.clear();
        sums.clear();
        body = new KernelBody();
    }

    /** The kernels' steps, in order. */
    List<Step> steps() {
        if (body.cost() > 0) {
            finish();
        }
        return steps;
    }
}
