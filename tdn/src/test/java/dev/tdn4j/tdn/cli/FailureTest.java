package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.train.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void whatTheUserCanMendIsNamed() {
        assertEquals(new Failure(2, "tdn4j: a.xyz: no such file"), Failure.of(new NoSuchFileException("a.xyz")));
        assertEquals(new Failure(2, "tdn4j: a.xyz: permission denied"), Failure.of(new AccessDeniedException("a.xyz")));
        assertEquals(
                new Failure(2, "tdn4j: a.xyz: File name too long"), Failure.of(new FileSystemException("a.xyz", null, "File name too long")));
        assertEquals(new Failure(2, "tdn4j: two lines"), Failure.of(new UserException("two\n  lines\n")));
        assertEquals(
                new Failure(2, "tdn4j: wrapped"), Failure.of(new UncheckedIOException(new IOException("wrapped"))));
        assertEquals(new Failure(2, "tdn4j: IOException"), Failure.of(new IOException()));
        assertEquals(new Failure(2, "tdn4j: a.xyz, line 3: no energy"), Failure.of(new DataException("a.xyz, line 3: no energy")));
        assertEquals(new Failure(2, "tdn4j: the loss is NaN"), Failure.of(new TrainingException("the loss is NaN", List.of())));
    }

    @Test
    void whatIsOurFaultSaysSo() {
        assertEquals(
                new Failure(1, "tdn4j: internal error: java.lang.IllegalStateException: why (--debug shows where)"),
                Failure.of(new IllegalStateException("why")));
    }
}
