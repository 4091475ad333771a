package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A coupling of two arguments with channels, ordered by the orders of the output: the parts ±m of a component are a complex
 * number's, a pair of them gives a product of order m₁ + m₂ and one of order m₁ − m₂ (see {@link PairForm}), and a coupling
 * takes it to the components of that order in all degrees. So the components of one order share their products, and are a
 * tile of {@link PairTile}. For a coupling without this structure the tiles are many, and right.
 */
final class OrderMatrix {

    /** Sums of either half in a tile. */
    private static final int TALLEST = 6;

    /** What a tile takes besides its steps, in vector operations on one block of columns. */
    private static final int OVERHEAD = 12;

    private static final double ROUNDING = 1e-13;

    private final int length;
    private final PreparedRows fromA;
    private final PreparedRows fromB;
    private final PairTile[] kernels = new PairTile[TALLEST + 1];
    private final int[] tiles = new int[TALLEST + 1];
    private final int[] programAt = new int[TALLEST + 1];
    private final int[] program;
    private final int multiplications;

    /** The prepared rows of both arguments, then the numbers of all steps. */
    private final float[] work;

    /** Two combinations of products and what they contribute to every component of the output. */
    private record Step(int order, int a, int b, TreeMap<Integer, Double> cosine, TreeMap<Integer, Double> sine) {}

    /** Steps that go to the same components. */
    private record Group(List<Step> steps, TreeSet<Integer> cosine, TreeSet<Integer> sine) {

        int sums() {
            return Math.max(1, Math.max(cosine.size(), sine.size()));
        }

        int cost() {
            return OVERHEAD + 2 * sums() + steps.size() * (4 + 2 * sums());
        }

        Group with(Group other) {
            List<Step> all = new ArrayList<>(steps);
            all.addAll(other.steps);
            Group union = new Group(all, new TreeSet<>(cosine), new TreeSet<>(sine));
            union.cosine.addAll(other.cosine);
            union.sine.addAll(other.sine);
            return union;
        }
    }

    OrderMatrix(Coupling coupling, int length) {
        this.length = length;
        this.fromA = new PreparedRows(length);
        this.fromB = new PreparedRows(length);
        List<List<Group>> byHeight = IntStream.rangeClosed(0, TALLEST).<List<Group>>mapToObj(p -> new ArrayList<>()).toList();
        for (Group group : groups(steps(coupling))) {
            for (Group part : split(group)) {
                byHeight.get(part.sums()).add(part);
            }
        }
        IntStream.Builder steps = IntStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        int stepCount = 0, valueCount = 0, products = 0, rows = fromA.size() + fromB.size();
        for (int p = 1; p <= TALLEST; p++) {
            programAt[p] = stepCount;
            tiles[p] = byHeight.get(p).size();
            kernels[p] = tiles[p] > 0 ? Kernels.pair(p, length) : null;
            for (Group group : byHeight.get(p)) {
                write(group, rows + valueCount, steps, values);
                stepCount += 2 * p + group.steps.size() * PairTile.STEP + 1;
                valueCount += group.steps.size() * 2 * p;
                products += group.steps.size() * 4;
            }
        }
        program = steps.build().toArray();
        multiplications = valueCount + products;
        work = new float[rows + valueCount];
        System.arraycopy(SparseMatrix.floats(values.build().toArray()), 0, work, rows, valueCount);
    }

    private static int order(int component) {
        int l = Degrees.degree(component);
        return component - l * l - l;
    }

    private List<Step> steps(Coupling coupling) {
        List<Step> steps = new ArrayList<>();
        for (PairForm form : PairForm.of(coupling, true)) {
            int[] q = form.quads(), s = form.singles();
            for (int t = 0; t < q.length; t += 4) {
                int ap = q[t], am = q[t + 1], bp = q[t + 2], bm = q[t + 3], b = fromB.add(bp, 1, bm, 1);
                add(steps, order(ap) + order(bp), fromA.add(ap, 1, am, 1), b, form, t, 1, t + 2, 1);
                add(steps, Math.abs(order(ap) - order(bp)), fromA.add(ap, 1, am, -1), b, form, t + 1, 1, t + 3, 1);
            }
            for (int t = 0; t < s.length; t += 2) {
                int a = s[t], b = s[t + 1], row = q.length + t / 2;
                add(steps, Math.abs(order(a) + order(b)), fromA.add(a, 1, a, 0), fromB.add(b, 1, b, 0), form, row, 1, row, 0);
            }
        }
        return steps;
    }

    private static void add(
            List<Step> steps, int order, int a, int b, PairForm form, int cosine, int cosineSign, int sine, int sineSign) {
        Step step = new Step(order, a, b, entries(form, cosine, cosineSign), entries(form, sine, sineSign));
        if (!step.cosine.isEmpty() || !step.sine.isEmpty()) {
            steps.add(step);
        }
    }

    private static TreeMap<Integer, Double> entries(PairForm form, int row, int sign) {
        TreeMap<Integer, Double> entries = new TreeMap<>();
        for (int k = 0; k < form.outputs().length; k++) {
            double entry = sign * form.matrix()[k][row];
            if (Math.abs(entry) > ROUNDING) {
                entries.put(form.outputs()[k], entry);
            }
        }
        return entries;
    }

    /** Groups steps of one order with the same outputs, then joins groups as long as that makes them cheaper. */
    private static List<Group> groups(List<Step> steps) {
        List<Group> all = new ArrayList<>();
        for (int order : steps.stream().mapToInt(Step::order).distinct().sorted().toArray()) {
            TreeMap<String, Group> exact = new TreeMap<>();
            for (Step step : steps) {
                if (step.order == order) {
                    Group one = new Group(List.of(step), new TreeSet<>(step.cosine.keySet()), new TreeSet<>(step.sine.keySet()));
                    exact.merge(one.cosine + " " + one.sine, one, Group::with);
                }
            }
            List<Group> groups = new ArrayList<>(exact.values());
            while (joinBest(groups)) {}
            all.addAll(groups);
        }
        return all;
    }

    private static boolean joinBest(List<Group> groups) {
        int best = 0, bestFirst = -1, bestSecond = -1;
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                Group union = groups.get(i).with(groups.get(j));
                int gain = groups.get(i).cost() + groups.get(j).cost() - union.cost();
                if (gain > best && union.sums() <= TALLEST) {
                    best = gain;
                    bestFirst = i;
                    bestSecond = j;
                }
            }
        }
        if (bestFirst < 0) {
            return false;
        }
        groups.set(bestFirst, groups.get(bestFirst).with(groups.get(bestSecond)));
        groups.remove(bestSecond);
        return true;
    }

    /** Parts with as many sums as registers can hold; the parts repeat the steps. */
    private static List<Group> split(Group group) {
        int parts = (group.sums() + TALLEST - 1) / TALLEST;
        List<Group> split = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            split.add(new Group(group.steps, slice(group.cosine, part, parts), slice(group.sine, part, parts)));
        }
        return split;
    }

    private static TreeSet<Integer> slice(TreeSet<Integer> set, int part, int parts) {
        List<Integer> all = List.copyOf(set);
        return new TreeSet<>(all.subList(all.size() * part / parts, all.size() * (part + 1) / parts));
    }

    private void write(Group group, int valueAt, IntStream.Builder program, DoubleStream.Builder values) {
        List<Integer> cosine = padded(group.cosine, group), sine = padded(group.sine, group);
        cosine.forEach(k -> program.add(k * length));
        sine.forEach(k -> program.add(k * length));
        List<Step> steps = new ArrayList<>(group.steps);
        steps.sort(Comparator.comparingInt(Step::a));
        for (Step step : steps) {
            program.add(step.a);
            program.add(fromA.size() + step.b);
            program.add(valueAt);
            valueAt += 2 * group.sums();
            write(cosine, group.cosine.size(), step.cosine, values);
            write(sine, group.sine.size(), step.sine, values);
        }
        program.add(SparseMatrix.END);
    }

    /** Both halves of a tile are equally many: repeated components get zeros. */
    private static List<Integer> padded(TreeSet<Integer> outputs, Group group) {
        List<Integer> padded = new ArrayList<>(outputs);
        while (padded.size() < group.sums()) {
            padded.add(outputs.isEmpty() ? group.cosine.isEmpty() ? group.sine.first() : group.cosine.first() : outputs.first());
        }
        return padded;
    }

    private static void write(List<Integer> outputs, int real, TreeMap<Integer, Double> entries, DoubleStream.Builder values) {
        for (int s = 0; s < outputs.size(); s++) {
            values.add(s < real ? entries.getOrDefault(outputs.get(s), 0.0) : 0);
        }
    }

    /** The multiplications a channel, those by zeros among them. */
    int multiplications() {
        return multiplications;
    }

    /** Adds the product of one sample to the result. */
    void apply(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
        fromA.prepare(a, aAt, work, 0);
        fromB.prepare(b, bAt, work, fromA.size());
        for (int p = 1; p <= TALLEST; p++) {
            if (tiles[p] > 0) {
                kernels[p].apply(tiles[p], program, programAt[p], work, out, outAt);
            }
        }
    }
}
