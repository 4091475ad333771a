package dev.tdn4j.kernels;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.CutoffPolynomial;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Arrays;

/**
 * How far two computations of one program may differ, all in one place.
 *
 * <p>A sum of K terms of size t and random sign has partial sums of size √K·t. Each of the K additions rounds them by up
 * to u of that, u the unit roundoff; rounding errors of random sign add up to √K·u·√K·t = K·u·t (Higham and Mary, "A new
 * approach to probabilistic rounding error analysis", SIAM J. Sci. Comput. 41, 2019). Along a program the errors of its
 * operations add up, so K is the sum of the terms of all of them. The factor {@link #DEVIATIONS} covers the largest of
 * some hundred thousand entries, where K·u·t is the deviation of one, and the few ulp of the elementary functions.
 */
public final class Tolerances {

    /** The unit roundoff of float. */
    public static final double FLOAT = 0x1p-24;

    /** The unit roundoff of double. */
    public static final double DOUBLE = 0x1p-53;

    /**
     * Central differences with one Richardson step, (4D(h/2) − D(h))/3, err by h⁴f⁽⁵⁾/480 + 4u|f|/h. At
     * h = {@link #STEP} that is 2e-12·f⁽⁵⁾ and 2e-13·|f| for f of order 1; fifth derivatives of the functions here reach 10⁴
     * (1/x at ½, whose derivatives grow as n!·2ⁿ⁺¹).
     */
    public static final double FIRST_DIFFERENCE = 1e-7;

    /** The same for the differences of gradients: the functions are one derivative steeper. */
    public static final double SECOND_DIFFERENCE = 1e-6;

    /** The step of the differences. */
    public static final double STEP = 2e-3;

    private static final double DEVIATIONS = 8;

    /** An adjoint of a product is two products and a sum: three roundings where there was one. */
    private static final double GROWTH_BY_ORDER = 3;

    private Tolerances() {}

    /**
     * The largest difference allowed in an output.
     *
     * @param unit the unit roundoff of the less exact computation
     * @param program what is computed
     * @param batch the sizes
     * @param order how often the program was differentiated
     * @param expected the more exact result
     * @return an absolute bound for every entry
     */
    public static double of(double unit, Program program, Binding batch, int order, double[] expected) {
        double size = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
        return DEVIATIONS * Math.pow(GROWTH_BY_ORDER, order) * terms(program, batch) * unit * size;
    }

    /** The terms that are added up along all values of a program. */
    private static double terms(Program program, Binding batch) {
        return program.values().stream().mapToDouble(value -> terms(value, batch)).sum();
    }

    private static double terms(Value value, Binding batch) {
        Type first = value.arguments().isEmpty() ? value.type() : value.argument(0).type();
        return switch (value.operation()) {
            case Operation.Linear _ -> first.channels();
            case Operation.BlockLinear(BlockPattern pattern) ->
                Math.max(1, (double) first.channels() * pattern.entries().size() / pattern.outputs());
            case Operation.BlockOuterSum(BlockPattern pattern) ->
                Math.max(1, (double) batch.size(first.space()) * pattern.entries().size() / pattern.blocks());
            case Operation.OuterSum _ -> (double) batch.size(first.space()) * first.rows();
            case Operation.Sum _ -> (double) batch.size(first.space()) * first.itemSize() / Math.max(1, entries(value, batch));
            case Operation.MapRows(RowMap map) -> Math.max(1, (double) map.nonzeros() / map.outputs());
            case Operation.TensorProduct(Coupling coupling, boolean contracted) ->
                Math.max(1, (double) coupling.nonzeros() / coupling.size(2)) * (contracted ? first.channels() : 1);
            // Terms of alternating sign that cancel near 1: what counts is how large they are.
            case Operation.Apply(CutoffPolynomial polynomial) ->
                1 + polynomial.coefficients().stream().mapToDouble(Math::abs).sum();
            case Operation.SegmentSum(Index index) -> mostMembers(batch.index(index), batch.size(index.to()));
            default -> 1;
        };
    }

    private static double entries(Value value, Binding batch) {
        return (double) batch.size(value.type().space()) * value.type().itemSize();
    }

    private static int mostMembers(int[] index, int targets) {
        int[] members = new int[Math.max(1, targets)];
        Arrays.stream(index).forEach(t -> members[t]++);
        return Math.max(1, Arrays.stream(members).max().orElse(1));
    }
}
