package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;

/**
 * One run of the program, within this process.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
record Program(int exitCode, String out, String err) {

    static Program run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Program(exitCode, out.toString(), err.toString());
    }

    /** The one object that a command that must succeed prints with {@code --json}. */
    static Map<String, Object> json(String... arguments) throws IOException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        Program run = run(all);
        assertEquals(0, run.exitCode, run.err);
        assertEquals(1, run.out.lines().count(), run.out);
        return JSON.std.mapFrom(run.out);
    }

    /** What a command prints for people; it must succeed. */
    static String text(String... arguments) {
        Program run = run(arguments);
        assertEquals(0, run.exitCode, run.err);
        return run.out;
    }

    /** Checks that a command ends in exit code 2 and one line that holds the text. */
    static void assertRefused(String text, String... arguments) {
        Program run = run(arguments);
        assertEquals(2, run.exitCode, run.err);
        assertEquals("", run.out);
        assertEquals(1, run.err.lines().count(), run.err);
        assertTrue(run.err.startsWith("tdn4j: ") && run.err.contains(text), run.err);
    }
}
