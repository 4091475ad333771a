package dev.tdn4j.tdn.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json} of every command that has results. */
final class JsonOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print exactly one JSON object on standard output.")
    private boolean json;

    /**
     * Prints a command's results in the form asked for.
     *
     * @param results what the JSON object holds, in this order: texts, truth values, numbers, arrays, lists and maps
     * @param text prints the same for people
     * @throws IOException if something among the results has no form in JSON
     */
    void print(Map<String, ?> results, Text text) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(JSON.std.asString(results));
        } else {
            text.print(out);
        }
        out.flush();
    }

    /** Results for people. */
    @FunctionalInterface
    interface Text {
        void print(PrintWriter out);
    }
}
