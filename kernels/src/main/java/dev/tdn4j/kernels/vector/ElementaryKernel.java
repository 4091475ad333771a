package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.graph.Elementary;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The elementary functions over rows of floats, y = f(x). Each loop is a method of its own, called through a method handle
 * that the compiler does not know as a constant and so cannot inline: where it inlines two such loops into one method it
 * passes its limit of nodes, gives up half-way and puts vectors on the heap.
 */
enum ElementaryKernel {
    EXP("exp"),
    LOG("log"),
    SQRT("sqrt"),
    RECIPROCAL("reciprocal"),
    SIN("sin"),
    COS("cos"),
    SIGMOID("sigmoid"),
    SIGMOID_1("sigmoidFirst"),
    SIGMOID_2("sigmoidSecond"),
    SIGMOID_3("sigmoidThird"),
    SILU("silu"),
    SILU_1("siluFirst"),
    SILU_2("siluSecond"),
    SILU_3("siluThird"),
    ABS("abs"),
    SIGN("sign");

    /** A last vector that is not full is computed here, so that nothing behind the row is written. */
    private static final ThreadLocal<float[]> LAST = ThreadLocal.withInitial(() -> new float[WIDTH]);

    private final String method;
    private final MethodHandle loop;

    ElementaryKernel(String method) {
        this.method = method;
        MethodType type = MethodType.methodType(void.class, float[].class, int.class, float[].class, int.class, int.class);
        try {
            loop = MethodHandles.lookup().findStatic(ElementaryLoops.class, method, type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no loop " + method, e);
        }
    }

    /** The kernel of a function. */
    static ElementaryKernel of(Elementary function) {
        return valueOf(function.name());
    }

    /** The method of {@link VectorMath} and {@link ElementaryLoops}. */
    String method() {
        return method;
    }

    void apply(float[] x, int xAt, float[] y, int yAt, int n) {
        int whole = n & -WIDTH;
        whole(x, xAt, y, yAt, whole);
        if (whole < n) {
            last(x, xAt + whole, y, yAt + whole, n - whole);
        }
    }

    /** Whole vectors: n is a multiple of the lanes. */
    private void whole(float[] x, int xAt, float[] y, int yAt, int n) {
        try {
            loop.invokeExact(x, xAt, y, yAt, n);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("loops throw no checked exceptions", e);
        }
    }

    private void last(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] last = LAST.get();
        System.arraycopy(x, xAt, last, 0, n);
        whole(last, 0, last, 0, WIDTH);
        System.arraycopy(last, 0, y, yAt, n);
    }
}
