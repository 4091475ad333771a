package dev.tdn4j.cpdecomp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of the smallest ranks that a search has reached, as Markdown. */
public final class RankTable {

    private static final String HEAD =
            """
            | L | paths | weights | rank ≤ 1e-12 | ≤ 1e-6 | ≤ 1e-3 | largest entry | spread of weights |
            |---|---|---|---|---|---|---|---|
            """;

    private RankTable() {}

    /**
     * One line a problem, for problems of which anything is known.
     *
     * @param folder where the searches keep their factors
     * @param lmax the largest degree L, at least 1
     * @return the table; entries and weights are those of the first rank and, after a slash, the others
     * @throws IOException if the folder cannot be read
     */
    public static String of(Path folder, int lmax) throws IOException {
        StringBuilder table = new StringBuilder(HEAD);
        for (RankProblem problem : problems(1, lmax)) {
            List<RankRow> rows = RankStudy.known(problem, folder);
            if (!rows.isEmpty()) {
                table.append(line(problem, rows));
            }
        }
        return table.toString();
    }

    /**
     * All problems of some degrees.
     *
     * @param first the first degree L, at least 1
     * @param last the last
     * @return all and even paths, weights free and 1; free before 1, which starts from it
     */
    public static List<RankProblem> problems(int first, int last) {
        List<RankProblem> problems = new ArrayList<>();
        for (int lmax = first; lmax <= last; lmax++) {
            for (boolean even : new boolean[] {false, true}) {
                for (boolean free : new boolean[] {true, false}) {
                    problems.add(new RankProblem(lmax, even, free));
                }
            }
        }
        return problems;
    }

    private static String line(RankProblem problem, List<RankRow> rows) {
        String[] rank = {"–", "–", "–"};
        List<String> entries = new ArrayList<>();
        List<String> spreads = new ArrayList<>();
        for (RankRow row : rows) {
            rank[RankStudy.TOLERANCES.indexOf(row.tolerance())] = String.valueOf(row.rank());
            entries.add(String.format(Locale.ROOT, "%.2g", row.largestEntry()));
            spreads.add(String.format(Locale.ROOT, "%.2f", row.weightSpread()));
        }
        return String.format(
                "| %d | %s | %s | %s | %s | %s | %s | %s |%n",
                problem.lmax(), problem.even() ? "even" : "all", problem.free() ? "free" : "1",
                rank[0], rank[1], rank[2], String.join(" / ", entries), String.join(" / ", spreads));
    }

    /**
     * Searches for a time on every problem, one after the other, and prints the table.
     *
     * @param arguments the folder, the first and the last degree, and for each problem the seconds and the most trials; then the
     *     labels of the problems, such as {@code L5-even-unit}, if not all
     * @throws IOException if the folder cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int last = Integer.parseInt(arguments[2]);
        List<String> wanted = List.of(arguments).subList(5, arguments.length);
        for (RankProblem problem : problems(Integer.parseInt(arguments[1]), last)) {
            if (wanted.isEmpty() || wanted.contains(problem.label())) {
                RankStudy.search(problem, folder, Double.parseDouble(arguments[3]), Integer.parseInt(arguments[4]), trial ->
                        System.err.println(problem.label() + " " + trial.toJson()));
            }
        }
        System.out.print(of(folder, last));
    }
}
