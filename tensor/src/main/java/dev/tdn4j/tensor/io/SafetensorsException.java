package dev.tdn4j.tensor.io;

import java.io.IOException;
import java.io.Serial;

/** A file that is not in the safetensors format. The message is one line that names the file and what is wrong with it. */
public final class SafetensorsException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    SafetensorsException(String file, String problem) {
        super(file + " is not a valid safetensors file: " + problem);
    }
}
