package dev.tdn4j.kernels.tornado;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The instructions of a chain of elementwise operations. */
final class Chain {

    /** Either reads an entry or has an operand. */
    private record Instruction(int opcode, Leaf leaf, int operand) {}

    private final List<Instruction> instructions = new ArrayList<>();

    /** Reads an entry; there is nothing to push under the first. */
    void read(int opcode, Leaf leaf) {
        instructions.add(new Instruction(instructions.isEmpty() ? Opcode.LOAD : opcode, leaf, 0));
    }

    void compute(int opcode, int operand) {
        instructions.add(new Instruction(opcode, null, operand));
    }

    /** What the chain reads. */
    List<Buffer> reads() {
        Set<Buffer> reads = new LinkedHashSet<>();
        for (Instruction instruction : instructions) {
            if (instruction.leaf != null) {
                reads.add(instruction.leaf.buffer());
            }
        }
        return List.copyOf(reads);
    }

    void encode(IntCode code, Layout layout) {
        for (Instruction instruction : instructions) {
            if (instruction.leaf != null) {
                instruction.leaf.encode(instruction.opcode, code, layout);
            } else {
                code.append(instruction.opcode, instruction.operand);
            }
        }
    }
}
