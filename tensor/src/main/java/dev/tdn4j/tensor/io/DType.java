package dev.tdn4j.tensor.io;

/** The number formats of stored tensors, little-endian throughout, from narrow to wide as the format orders them. */
public enum DType {
    /** Truth value, one byte each. */
    BOOL(1),
    /** Unsigned integer of 8 bits. */
    U8(1),
    /** Signed integer of 8 bits. */
    I8(1),
    /** Signed integer of 16 bits. */
    I16(2),
    /** IEEE 754 binary16. */
    F16(2),
    /** The upper half of a binary32. */
    BF16(2),
    /** Signed integer of 32 bits. */
    I32(4),
    /** IEEE 754 binary32. */
    F32(4),
    /** IEEE 754 binary64. */
    F64(8),
    /** Signed integer of 64 bits. */
    I64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * The size of one element.
     *
     * @return 1, 2, 4 or 8 bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether the elements are floating-point numbers.
     *
     * @return true for F64, F32, F16 and BF16
     */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }
}
