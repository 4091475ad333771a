package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void infoAsJsonIsOneObject() throws IOException {
        assertEquals(0, run("info", "--json"));
        Map<String, Object> results = JSON.std.mapFrom(out.toString());
        assertEquals(Version.number(), results.get("version"));
        assertEquals(Runtime.version().toString(), results.get("jdk"));
        assertEquals("", err.toString());
    }

    @Test
    void infoIsReadable() {
        assertEquals(0, run("info"));
        assertTrue(out.toString().contains(Runtime.version().toString()), out.toString());
    }

    @Test
    void theVersionIsTheBuilds() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().strip().matches("tdn4j \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), out.toString());
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        assertEquals(0, run());
        assertTrue(out.toString().contains("info"), out.toString());
    }

    @Test
    void mistakesTakeOneLine() {
        for (String[] mistake : new String[][] {{"inof"}, {"info", "--jsn"}, {"info", "surplus"}}) {
            err.getBuffer().setLength(0);
            assertEquals(2, run(mistake));
            assertEquals(1, err.toString().lines().count(), err.toString());
            assertTrue(err.toString().startsWith("tdn4j: "), err.toString());
            assertTrue(err.toString().contains(mistake[mistake.length - 1]), err.toString());
        }
        assertEquals("", out.toString());
    }

    @Test
    void debugShowsTheTrace() {
        assertEquals(2, run("info", "--debug", "--jsn"));
        assertTrue(err.toString().contains("\tat "), err.toString());
        assertFalse(err.toString().lines().findFirst().orElseThrow().contains("\tat "));
    }

    @Test
    void anIllegalPropertyIsTheUsersMistake() {
        System.setProperty("tdn4j.threads", "many");
        try {
            assertEquals(2, run("info"));
        } finally {
            System.clearProperty("tdn4j.threads");
        }
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("\"many\""), err.toString());
    }
}
