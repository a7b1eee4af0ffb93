package beholden.vault.registrar;

/// The field with 256 elements, with the polynomial of AES (FIPS 197 §4): bytes that add by exclusive or.
///
/// No tables and no branches on values: the time tells nothing of the bytes.
final class GaloisField {
    private static final int POLYNOMIAL = 0x1b;

    private GaloisField() {}

    static int multiply(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int bit = 0; bit < 8; bit++) {
            product ^= shifted & -(b >>> bit & 1);
            shifted = (shifted << 1 ^ POLYNOMIAL & -(shifted >>> 7 & 1)) & 0xff;
        }
        return product;
    }

    /// @param a not 0
    static int inverse(int a) {
        // a^254, as a^255 = 1 for all but 0.
        int power = 1;
        for (int i = 0; i < 254; i++) {
            power = multiply(power, a);
        }
        return power;
    }
}
