package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --model} of every command that uses a trained model. */
final class ModelOption {

    @Option(names = "--model", required = true, paramLabel = "M", description = "The model, as written by train.")
    private Path file;

    Path file() {
        return file;
    }

    Model read() throws IOException {
        return ModelFile.read(file);
    }
}
