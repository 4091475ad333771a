package dev.tdn4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the class file of a fused kernel: for every item, for every vector of channels, the terms of its body, one after
 * another, each in a local variable if it is used again.
 */
final class KernelWriter {

    static final String METHOD = "run";

    /** Arrays and offsets of the operands, the distances between their rows, their indices; first item, number of items. */
    static final MethodType TYPE = MethodType.methodType(
            void.class, float[][].class, int[].class, int[].class, int[][].class, int.class, int.class);

    private static final ClassDesc KERNEL = ClassDesc.of(KernelWriter.class.getPackageName(), "FusedKernel");
    private static final ClassDesc LANES = ClassDesc.of(Lanes.class.getName());
    private static final ClassDesc MATH = ClassDesc.of(VectorMath.class.getName());
    private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
    private static final ClassDesc FLOATS = ClassDesc.of("jdk.incubator.vector.FloatVector");
    private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");
    private static final ClassDesc ARRAY = CD_float.arrayType();
    private static final MethodTypeDesc UNARY = MethodTypeDesc.of(FLOATS);
    private static final MethodTypeDesc BINARY = MethodTypeDesc.of(FLOATS, VECTOR);
    private static final MethodTypeDesc TERNARY = MethodTypeDesc.of(FLOATS, VECTOR, VECTOR);

    private static final int ARRAYS = 0, OFFSETS = 1, ROW_STEPS = 2, INDICES = 3, FIRST = 4, COUNT = 5;

    /** The local variables of an operand. */
    private record Place(Operand operand, int array, int offset, int step, int index, int item) {}

    private final KernelBody body;
    private final Map<Operand, Place> places = new HashMap<>();
    private final List<Operand> operands;
    private final List<Float> constants = new ArrayList<>();
    private final Map<Term, Integer> locals = new HashMap<>();
    private CodeBuilder code;
    private int channel;

    KernelWriter(KernelBody body) {
        this.body = body;
        this.operands = body.operands();
    }

    /** The operands in the order in which the kernel takes them. */
    List<Operand> operands() {
        return operands;
    }

    /** The class file. */
    byte[] bytes() {
        return ClassFile.of().build(KERNEL, type -> {
            type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC);
            type.withMethodBody(METHOD, TYPE.describeConstable().orElseThrow(), ClassFile.ACC_STATIC, this::method);
            constants(type);
        });
    }

    /** Vectors of one number: static final, so that the compiler knows them. */
    private void constants(ClassBuilder type) {
        for (int k = 0; k < constants.size(); k++) {
            type.withField("c" + k, FLOATS, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }
        type.withMethodBody(ConstantDescs.CLASS_INIT_NAME, MethodTypeDesc.of(CD_void), ClassFile.ACC_STATIC, clinit -> {
            for (int k = 0; k < constants.size(); k++) {
                clinit.getstatic(LANES, "FLOATS", SPECIES)
                        .loadConstant(constants.get(k))
                        .invokestatic(FLOATS, "broadcast", MethodTypeDesc.of(FLOATS, SPECIES, CD_float))
                        .putstatic(KERNEL, "c" + k, FLOATS);
            }
            clinit.return_();
        });
    }

    private void method(CodeBuilder builder) {
        code = builder;
        for (int o = 0; o < operands.size(); o++) {
            places.put(operands.get(o), unpack(operands.get(o), o));
        }
        int item = builder.allocateLocal(TypeKind.INT);
        loop(item, 1, () -> builder.iload(COUNT), () -> {
            places.values().forEach(place -> locate(place, item));
            channel = builder.allocateLocal(TypeKind.INT);
            int padded = body.stores().getFirst().target().slot().padded;
            loop(channel, Lanes.WIDTH, () -> builder.loadConstant(padded), () -> body.stores().forEach(this::store));
        });
        builder.return_();
    }

    private void loop(int variable, int step, Runnable limit, Runnable inside) {
        Label start = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0().istore(variable).labelBinding(start).iload(variable);
        limit.run();
        code.if_icmpge(end);
        inside.run();
        code.iinc(variable, step).goto_(start).labelBinding(end);
    }

    private Place unpack(Operand operand, int o) {
        Place place = new Place(
                operand,
                code.allocateLocal(TypeKind.REFERENCE),
                code.allocateLocal(TypeKind.INT),
                operand.isNumber() ? code.allocateLocal(TypeKind.INT) : -1,
                operand.index() != null ? code.allocateLocal(TypeKind.REFERENCE) : -1,
                code.allocateLocal(TypeKind.INT));
        code.aload(ARRAYS).loadConstant(o).aaload().astore(place.array);
        code.aload(OFFSETS).loadConstant(o).iaload().istore(place.offset);
        if (operand.isNumber()) {
            code.aload(ROW_STEPS).loadConstant(o).iaload().istore(place.step);
        }
        if (operand.index() != null) {
            code.aload(INDICES).loadConstant(o).aaload().astore(place.index);
        }
        return place;
    }

    /** Where an operand's item begins: its offset + stride · item, the item being looked up if there is an index. */
    private void locate(Place place, int item) {
        code.iload(place.offset);
        if (place.operand.index() != null) {
            code.aload(place.index).iload(FIRST).iload(item).iadd().iaload();
        } else {
            code.iload(item);
        }
        code.loadConstant(place.operand.itemStride()).imul().iadd().istore(place.item);
    }

    private void store(KernelBody.Store store) {
        push(store.term());
        if (store.adding()) {
            load(store.target(), store.row());
            code.invokevirtual(FLOATS, "add", BINARY);
        }
        address(store.target(), store.row());
        code.invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(CD_void, ARRAY, CD_int));
    }

    /** Leaves a term on the stack, and in a local variable if it is used again. */
    private void push(Term term) {
        Integer local = locals.get(term);
        if (local != null) {
            code.aload(local);
            return;
        }
        compute(term);
        if (body.uses(term) > 1) {
            int variable = code.allocateLocal(TypeKind.REFERENCE);
            code.dup().astore(variable);
            locals.put(term, variable);
        }
    }

    private void compute(Term term) {
        switch (term.kind()) {
            case CONSTANT -> constant(term.shift());
            case LOAD -> load(term.operand(), term.row());
            case NUMBER -> {
                Place place = places.get(term.operand());
                code.getstatic(LANES, "FLOATS", SPECIES).aload(place.array).iload(place.item);
                code.loadConstant(term.row()).iload(place.step).imul().iadd().faload();
                code.invokestatic(FLOATS, "broadcast", MethodTypeDesc.of(FLOATS, SPECIES, CD_float));
            }
            case ADD -> add(term.argument(0), term.argument(1));
            case SUBTRACT -> binary("sub", term);
            case MULTIPLY -> binary("mul", term);
            case DIVIDE -> binary("div", term);
            case AFFINE -> affine(term);
            case APPLY -> {
                push(term.argument(0));
                switch (term.function()) {
                    case ABS -> code.invokevirtual(FLOATS, "abs", UNARY);
                    default -> code.invokestatic(MATH, ElementaryKernel.of(term.function()).method(), MethodTypeDesc.of(FLOATS, FLOATS));
                }
            }
        }
    }

    private void binary(String method, Term term) {
        push(term.argument(0));
        push(term.argument(1));
        code.invokevirtual(FLOATS, method, BINARY);
    }

    /** A product that nobody else needs is added without rounding it first. */
    private void add(Term a, Term b) {
        if (isOwnProduct(a)) {
            multiplyAdd(a, b);
        } else if (isOwnProduct(b)) {
            multiplyAdd(b, a);
        } else {
            push(a);
            push(b);
            code.invokevirtual(FLOATS, "add", BINARY);
        }
    }

    private boolean isOwnProduct(Term term) {
        boolean product = term.kind() == Term.Kind.MULTIPLY || term.kind() == Term.Kind.AFFINE && term.shift() == 0;
        return product && body.uses(term) == 1;
    }

    private void multiplyAdd(Term product, Term addend) {
        push(product.argument(0));
        if (product.kind() == Term.Kind.AFFINE) {
            constant(product.scale());
        } else {
            push(product.argument(1));
        }
        push(addend);
        code.invokevirtual(FLOATS, "fma", TERNARY);
    }

    private void affine(Term term) {
        push(term.argument(0));
        if (term.shift() == 0) {
            constant(term.scale());
            code.invokevirtual(FLOATS, "mul", BINARY);
        } else {
            constant(term.scale());
            constant(term.shift());
            code.invokevirtual(FLOATS, "fma", TERNARY);
        }
    }

    private void constant(float number) {
        int at = constants.indexOf(number);
        if (at < 0) {
            at = constants.size();
            constants.add(number);
        }
        code.getstatic(KERNEL, "c" + at, FLOATS);
    }

    private void load(Operand operand, int row) {
        code.getstatic(LANES, "FLOATS", SPECIES);
        address(operand, row);
        code.invokestatic(FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, CD_int));
    }

    /** The array, and the position of the vector in it. */
    private void address(Operand operand, int row) {
        Place place = places.get(operand);
        code.aload(place.array).iload(place.item).iload(channel).iadd();
        if (row > 0) {
            code.loadConstant(row * operand.slot().padded).iadd();
        }
    }
}
