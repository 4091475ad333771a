package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import dev.tdn4j.kernels.vector.Lanes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Consumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Writes a method of Vector API calls: micro-kernels whose sums are to stay in registers must be straight-line code, and
 * differ only in how many sums they have. A value is a group of vectors side by side; int variables and parameters are
 * numbers of local variables.
 *
 * <p>The compiler gives up on keeping vectors in registers where a method has more than about 240 products and loads, and
 * takes some milliseconds for each of them, so kernels are loops over tables and not a coupling written out.
 */
final class VectorCode {

    private static final ClassDesc VECTOR = describe(FloatVector.class);
    private static final ClassDesc ANY_VECTOR = describe(Vector.class);
    private static final ClassDesc SPECIES = describe(VectorSpecies.class);
    private static final ClassDesc FLOATS = CD_float.arrayType();
    private static final MethodTypeDesc LOAD = MethodTypeDesc.of(VECTOR, SPECIES, FLOATS, CD_int);
    private static final MethodTypeDesc STORE = MethodTypeDesc.of(CD_void, FLOATS, CD_int);
    private static final MethodTypeDesc BROADCAST = MethodTypeDesc.of(VECTOR, SPECIES, CD_float);
    private static final MethodTypeDesc ZERO = MethodTypeDesc.of(VECTOR, SPECIES);
    private static final MethodTypeDesc BINARY = MethodTypeDesc.of(VECTOR, ANY_VECTOR);
    private static final MethodTypeDesc TERNARY = MethodTypeDesc.of(VECTOR, ANY_VECTOR, ANY_VECTOR);

    private final CodeBuilder code;
    private final int vectors;

    /** Vectors side by side, each in a local variable. */
    record Group(int[] locals) {}

    private VectorCode(CodeBuilder code, int vectors) {
        this.code = code;
        this.vectors = vectors;
    }

    /**
     * Makes an instance of a class with one method, which is written by {@code body}.
     *
     * @param kernel an interface of this package with one method
     * @param vectors the vectors of a group
     */
    static <K> K define(Class<K> kernel, int vectors, Consumer<VectorCode> body) {
        Method method = Arrays.stream(kernel.getDeclaredMethods())
                .filter(m -> Modifier.isAbstract(m.getModifiers()))
                .findFirst()
                .orElseThrow();
        MethodTypeDesc type = java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .describeConstable()
                .orElseThrow();
        ClassDesc name = ClassDesc.of(kernel.getPackageName(), "Generated" + kernel.getSimpleName());
        byte[] bytes = ClassFile.of().build(name, builder -> builder
                .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                .withInterfaceSymbols(describe(kernel))
                .withMethodBody(INIT_NAME, ConstantDescs.MTD_void, 0, code -> code
                        .aload(0)
                        .invokespecial(ConstantDescs.CD_Object, INIT_NAME, ConstantDescs.MTD_void)
                        .return_())
                .withMethodBody(method.getName(), type, ClassFile.ACC_PUBLIC, code -> {
                    body.accept(new VectorCode(code, vectors));
                    code.return_();
                }));
        try {
            Class<?> hidden = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
            return kernel.cast(hidden.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated kernel could not be made", e);
        }
    }

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** A new int variable. */
    int variable() {
        return code.allocateLocal(TypeKind.INT);
    }

    /** variable = sum of variables + constant. */
    void set(int variable, int constant, int... terms) {
        code.loadConstant(constant);
        for (int term : terms) {
            code.iload(term).iadd();
        }
        code.istore(variable);
    }

    /** variable = base + array[index + offset]. */
    void lookUp(int variable, int base, int array, int index, int offset) {
        code.iload(base).aload(array).iload(index).loadConstant(offset).iadd().iaload().iadd().istore(variable);
    }

    /** Runs the body as often as a variable says, at least once. */
    void repeat(int counter, int times, Runnable body) {
        Label again = code.newLabel();
        code.iconst_0().istore(counter).labelBinding(again);
        body.run();
        code.iinc(counter, 1).iload(counter).iload(times).if_icmplt(again);
    }

    /** Runs the body for 0, step, … below length; without a loop if one step is enough. */
    void columns(int variable, int length, int step, Runnable body) {
        Label again = code.newLabel();
        code.iconst_0().istore(variable).labelBinding(again);
        body.run();
        if (step < length) {
            code.iinc(variable, step).iload(variable).loadConstant(length).if_icmplt(again);
        }
    }

    /** Runs the body, which advances a variable, until that has reached a limit. */
    void below(int variable, int limit, Runnable body) {
        Label again = code.newLabel();
        code.labelBinding(again);
        body.run();
        code.iload(variable).iload(limit).if_icmplt(again);
    }

    /** Runs the body until array[index] is negative: the end is looked for and not counted to, see {@link SparseTiles4}. */
    void untilNegative(int array, int index, Runnable body) {
        Label again = code.newLabel(), end = code.newLabel();
        code.labelBinding(again).aload(array).iload(index).iaload().iflt(end);
        body.run();
        code.goto_(again).labelBinding(end);
    }

    /** The row at array[index + offset]. */
    Group load(int array, int index, int offset) {
        Group value = group();
        for (int v = 0; v < vectors; v++) {
            species();
            element(array, index, offset + v * WIDTH);
            code.invokestatic(VECTOR, "fromArray", LOAD).astore(value.locals[v]);
        }
        return value;
    }

    /** Writes a row. */
    void store(Group value, int array, int index, int offset) {
        for (int v = 0; v < vectors; v++) {
            code.aload(value.locals[v]);
            element(array, index, offset + v * WIDTH);
            code.invokevirtual(VECTOR, "intoArray", STORE);
        }
    }

    private void element(int array, int index, int offset) {
        code.aload(array).iload(index);
        if (offset != 0) {
            code.loadConstant(offset).iadd();
        }
    }

    private void species() {
        code.getstatic(describe(Lanes.class), "FLOATS", SPECIES);
    }

    private Group group() {
        int[] locals = new int[vectors];
        for (int v = 0; v < vectors; v++) {
            locals[v] = code.allocateLocal(TypeKind.REFERENCE);
        }
        return new Group(locals);
    }

    /** The number at array[index + offset], in every lane. */
    Group broadcast(int array, int index, int offset) {
        species();
        element(array, index, offset);
        code.faload().invokestatic(VECTOR, "broadcast", BROADCAST);
        return everywhere();
    }

    /** The whole number at array[index + offset], in every lane. */
    Group broadcastInt(int array, int index, int offset) {
        species();
        element(array, index, offset);
        code.iaload().i2f().invokestatic(VECTOR, "broadcast", BROADCAST);
        return everywhere();
    }

    /** New sums: zero in vectors of their own. */
    Group zero() {
        Group value = group();
        for (int local : value.locals) {
            species();
            code.invokestatic(VECTOR, "zero", ZERO).astore(local);
        }
        return value;
    }

    private Group everywhere() {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        int[] locals = new int[vectors];
        Arrays.fill(locals, local);
        return new Group(locals);
    }

    Group multiply(Group x, Group y) {
        return binary("mul", x, y);
    }

    Group add(Group x, Group y) {
        return binary("add", x, y);
    }

    Group subtract(Group x, Group y) {
        return binary("sub", x, y);
    }

    private Group binary(String name, Group x, Group y) {
        Group value = group();
        for (int v = 0; v < vectors; v++) {
            code.aload(x.locals[v]).aload(y.locals[v]).invokevirtual(VECTOR, name, BINARY).astore(value.locals[v]);
        }
        return value;
    }

    /** sum += x ⊙ y. */
    void multiplyAdd(Group x, Group y, Group sum) {
        for (int v = 0; v < vectors; v++) {
            int local = sum.locals[v];
            code.aload(x.locals[v]).aload(y.locals[v]).aload(local).invokevirtual(VECTOR, "fma", TERNARY).astore(local);
        }
    }
}
