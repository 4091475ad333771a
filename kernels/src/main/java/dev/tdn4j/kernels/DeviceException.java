package dev.tdn4j.kernels;

/** A device cannot do what is asked; the message says what and how to mend it. */
public final class DeviceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Says what is wrong.
     *
     * @param message one sentence
     */
    public DeviceException(String message) {
        super(message);
    }

    /**
     * Says what is wrong.
     *
     * @param message one sentence
     * @param cause what its driver threw
     */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
