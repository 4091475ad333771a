package dev.tdn4j.kernels.tornado;

/** The device, or TornadoVM, cannot do what is asked; the message says what and how to mend it. */
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
     * @param cause what TornadoVM threw
     */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
