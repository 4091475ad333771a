package dev.tdn4j.tensor.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * One tensor of a file: a number format, a shape, and the elements in row-major order. Immutable; at most 2³¹−1 bytes.
 * The elements are kept as they are stored, so that reading and writing changes no bit; equality is equality of bits.
 */
public final class Tensor {

    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle SHORT = view(short[].class);

    private final DType dtype;
    private final long[] shape;
    private final byte[] data;

    /** Takes ownership of both arrays. */
    Tensor(DType dtype, long[] shape, byte[] data) {
        this.dtype = dtype;
        this.shape = shape;
        this.data = data;
    }

    /**
     * A tensor of format F32.
     *
     * @param values the elements in row-major order
     * @param shape the sizes of the axes; none for a scalar
     * @return the tensor, a copy
     * @throws IllegalArgumentException if the shape does not hold as many elements
     */
    public static Tensor ofFloats(float[] values, long... shape) {
        byte[] data = allocate(DType.F32, values.length, shape);
        for (int i = 0; i < values.length; i++) {
            INT.set(data, 4 * i, Float.floatToRawIntBits(values[i]));
        }
        return new Tensor(DType.F32, shape.clone(), data);
    }

    /**
     * A tensor of format F64.
     *
     * @param values the elements in row-major order
     * @param shape the sizes of the axes; none for a scalar
     * @return the tensor, a copy
     * @throws IllegalArgumentException if the shape does not hold as many elements
     */
    public static Tensor ofDoubles(double[] values, long... shape) {
        byte[] data = allocate(DType.F64, values.length, shape);
        for (int i = 0; i < values.length; i++) {
            LONG.set(data, 8 * i, Double.doubleToRawLongBits(values[i]));
        }
        return new Tensor(DType.F64, shape.clone(), data);
    }

    /**
     * A tensor of format I32.
     *
     * @param values the elements in row-major order
     * @param shape the sizes of the axes; none for a scalar
     * @return the tensor, a copy
     * @throws IllegalArgumentException if the shape does not hold as many elements
     */
    public static Tensor ofInts(int[] values, long... shape) {
        byte[] data = allocate(DType.I32, values.length, shape);
        for (int i = 0; i < values.length; i++) {
            INT.set(data, 4 * i, values[i]);
        }
        return new Tensor(DType.I32, shape.clone(), data);
    }

    /**
     * A tensor of format I64.
     *
     * @param values the elements in row-major order
     * @param shape the sizes of the axes; none for a scalar
     * @return the tensor, a copy
     * @throws IllegalArgumentException if the shape does not hold as many elements
     */
    public static Tensor ofLongs(long[] values, long... shape) {
        byte[] data = allocate(DType.I64, values.length, shape);
        for (int i = 0; i < values.length; i++) {
            LONG.set(data, 8 * i, values[i]);
        }
        return new Tensor(DType.I64, shape.clone(), data);
    }

    /**
     * A tensor of any format from its stored form.
     *
     * @param dtype the number format
     * @param data the elements in row-major order, each little-endian
     * @param shape the sizes of the axes; none for a scalar
     * @return the tensor, a copy
     * @throws IllegalArgumentException if the shape does not hold as many elements
     */
    public static Tensor ofBytes(DType dtype, byte[] data, long... shape) {
        requireSize(dtype, data.length, shape);
        return new Tensor(dtype, shape.clone(), data.clone());
    }

    /**
     * The number format.
     *
     * @return the format of every element
     */
    public DType dtype() {
        return dtype;
    }

    /**
     * The sizes of the axes.
     *
     * @return a copy, empty for a scalar
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * The number of elements.
     *
     * @return the product of the shape, 1 for a scalar
     */
    public int size() {
        return data.length / dtype.bytes();
    }

    /**
     * The elements as float, in row-major order, whatever their format: F64 and integers beyond 2²⁴ are rounded to
     * nearest, truth values are 0 or 1.
     *
     * @return a new array of {@link #size} elements
     */
    public float[] floats() {
        float[] out = new float[size()];
        for (int i = 0; i < out.length; i++) {
            // An integer is rounded once, from its exact value; going through double would round it twice.
            out[i] = dtype.isFloating() ? (float) floating(i) : (float) integer(i);
        }
        return out;
    }

    /**
     * The elements as double, in row-major order, whatever their format: exact, but for I64 beyond 2⁵³, which is rounded
     * to nearest; truth values are 0 or 1.
     *
     * @return a new array of {@link #size} elements
     */
    public double[] doubles() {
        double[] out = new double[size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = dtype.isFloating() ? floating(i) : integer(i);
        }
        return out;
    }

    /**
     * The elements of an integer tensor, in row-major order; truth values are 0 or 1.
     *
     * @return a new array of {@link #size} elements
     * @throws IllegalStateException if the format is a floating-point one
     */
    public long[] longs() {
        if (dtype.isFloating()) {
            throw new IllegalStateException("a tensor of format " + dtype + " holds no integers");
        }
        long[] out = new long[size()];
        Arrays.setAll(out, this::integer);
        return out;
    }

    /**
     * The elements as they are stored.
     *
     * @return a copy, little-endian
     */
    public byte[] bytes() {
        return data.clone();
    }

    /**
     * The number of bytes that a tensor takes.
     *
     * @return the bytes, or −1 if a size is negative or the number exceeds 2⁶³−1
     */
    static long byteCount(DType dtype, long[] shape) {
        // A zero anywhere makes the product zero, yet the product before it may overflow: the format counts axis by axis.
        long count = dtype.bytes();
        for (long axis : shape) {
            if (axis < 0 || (axis > 0 && count > Long.MAX_VALUE / axis)) {
                return -1;
            }
            count *= axis;
        }
        return count;
    }

    long byteCount() {
        return data.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(data);
    }

    private double floating(int i) {
        return switch (dtype) {
            case F64 -> Double.longBitsToDouble((long) LONG.get(data, 8 * i));
            case F32 -> Float.intBitsToFloat((int) INT.get(data, 4 * i));
            case F16 -> Float.float16ToFloat((short) SHORT.get(data, 2 * i));
            case BF16 -> Float.intBitsToFloat((short) SHORT.get(data, 2 * i) << 16);
            case I64, I32, I16, I8, U8, BOOL -> throw new AssertionError(dtype);
        };
    }

    private long integer(int i) {
        return switch (dtype) {
            case I64 -> (long) LONG.get(data, 8 * i);
            case I32 -> (int) INT.get(data, 4 * i);
            case I16 -> (short) SHORT.get(data, 2 * i);
            case I8 -> data[i];
            case U8 -> Byte.toUnsignedInt(data[i]);
            case BOOL -> data[i] == 0 ? 0 : 1;
            case F64, F32, F16, BF16 -> throw new AssertionError(dtype);
        };
    }

    private static byte[] allocate(DType dtype, int elements, long[] shape) {
        long bytes = (long) elements * dtype.bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(elements + " elements of format " + dtype + " exceed 2 GiB, a tensor's limit");
        }
        requireSize(dtype, bytes, shape);
        return new byte[(int) bytes];
    }

    private static void requireSize(DType dtype, long bytes, long[] shape) {
        if (byteCount(dtype, shape) != bytes) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " of format " + dtype + " does not take " + bytes + " bytes");
        }
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t
                && dtype == t.dtype
                && Arrays.equals(shape, t.shape)
                && Arrays.equals(data, t.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(dtype, Arrays.hashCode(shape), Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return dtype + Arrays.toString(shape);
    }
}
