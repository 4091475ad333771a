package dev.tdn4j.cg;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The 3j symbols of one path, exactly, by Racah's formula (Racah 1942, eq. 16) with its factorials gathered into
 * binomials:
 *
 * <pre>
 * (l1 l2 l3; m1 m2 −m3) = (−1)^{l1−l2+m3} √(Π_i (l_i+m_i)!(l_i−m_i)! / (a! b! c! (l1+l2+l3+1)!)) · T
 * T = Σ_k (−1)^k C(a, k) C(b, l1−m1−k) C(c, l2+m2−k),   a = l1+l2−l3, b = l1−l2+l3, c = −l1+l2+l3
 * </pre>
 */
final class Wigner3j {

    private final CouplingPath path;
    private final List<BigInteger> factorials;
    private final BigInteger denominator;

    Wigner3j(CouplingPath path) {
        this.path = path;
        int sum = path.l1() + path.l2() + path.l3();
        factorials = new ArrayList<>();
        factorials.add(BigInteger.ONE);
        for (int n = 1; n <= sum + 1; n++) {
            factorials.add(factorials.getLast().multiply(BigInteger.valueOf(n)));
        }
        denominator = factorials.get(sum - 2 * path.l3())
                .multiply(factorials.get(sum - 2 * path.l2()))
                .multiply(factorials.get(sum - 2 * path.l1()))
                .multiply(factorials.get(sum + 1));
    }

    /**
     * The complex Clebsch–Gordan coefficient ⟨l1 m1 l2 m2 | l3 m1+m2⟩ (Condon–Shortley phase) divided by √(2l3+1), which
     * is (−1)^{l1−l2+m3} times the 3j symbol.
     */
    SignedRoot clebschGordan(int m1, int m2) {
        int l1 = path.l1();
        int l2 = path.l2();
        int l3 = path.l3();
        int m3 = m1 + m2;
        if (Math.abs(m1) > l1 || Math.abs(m2) > l2 || Math.abs(m3) > l3) {
            return new SignedRoot(0, BigInteger.ZERO, BigInteger.ONE);
        }
        BigInteger t = BigInteger.ZERO;
        for (int k = 0; k <= l1 + l2 - l3; k++) {
            BigInteger term = binomial(l1 + l2 - l3, k)
                    .multiply(binomial(l1 - l2 + l3, l1 - m1 - k))
                    .multiply(binomial(l2 + l3 - l1, l2 + m2 - k));
            t = k % 2 == 0 ? t.add(term) : t.subtract(term);
        }
        BigInteger p = t.multiply(t)
                .multiply(orders(l1, m1))
                .multiply(orders(l2, m2))
                .multiply(orders(l3, m3));
        return new SignedRoot(t.signum(), p, denominator);
    }

    /** (l+m)! (l−m)! */
    private BigInteger orders(int l, int m) {
        return factorials.get(l + m).multiply(factorials.get(l - m));
    }

    private BigInteger binomial(int n, int k) {
        return k < 0 || k > n
                ? BigInteger.ZERO
                : factorials.get(n).divide(factorials.get(k).multiply(factorials.get(n - k)));
    }
}
