package dev.tdn4j.kernels.products;

/** Checks of the arrays that users hand over. */
final class Buffers {

    private Buffers() {}

    /** Refuses an array that is too short. */
    static void check(String name, float[] array, int items, long itemLength) {
        if (items < 0) {
            throw new IllegalArgumentException("the number of samples must be at least 0, but is " + items);
        }
        if (array == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        if (array.length < items * itemLength) {
            throw new IllegalArgumentException(
                    "%s has %d floats, but %d × %d are needed".formatted(name, array.length, items, itemLength));
        }
    }

    /** Refuses a result that lies in the array of an argument. */
    static void checkApart(String name, float[] result, float[]... arguments) {
        for (float[] argument : arguments) {
            if (argument == result) {
                throw new IllegalArgumentException(name + " must have an array of its own, apart from the arguments");
            }
        }
    }
}
