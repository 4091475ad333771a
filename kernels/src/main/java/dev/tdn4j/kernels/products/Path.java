package dev.tdn4j.kernels.products;

/**
 * A path of a tensor product: degrees l1 of x and l2 of y give degree l3 of the output.
 *
 * @param l1 the degree of x
 * @param l2 the degree of y
 * @param l3 the degree of the output
 */
public record Path(int l1, int l2, int l3) implements Comparable<Path> {

    @Override
    public int compareTo(Path other) {
        int first = Integer.compare(l1, other.l1);
        int second = Integer.compare(l2, other.l2);
        return first != 0 ? first : second != 0 ? second : Integer.compare(l3, other.l3);
    }
}
