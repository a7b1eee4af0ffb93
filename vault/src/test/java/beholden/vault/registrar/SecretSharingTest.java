package beholden.vault.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SecretSharingTest {
    @RepeatedTest(200)
    void any_shares_that_are_enough_give_the_secret(RepetitionInfo of) {
        SplittableRandom choose = new SplittableRandom(of.getCurrentRepetition());
        byte[] secret = new byte[32];
        choose.nextBytes(secret);
        int needed = choose.nextInt(2, 7);
        int spare = choose.nextInt(7);
        Random random = new Random(choose.nextLong());
        List<SecretSharing.Point> shares = new ArrayList<>(SecretSharing.split(secret, needed, needed + spare, random));
        Collections.shuffle(shares, random);

        assertThat(SecretSharing.combine(shares.subList(0, needed))).isEqualTo(secret);
        assertThat(SecretSharing.combine(shares)).isEqualTo(secret);
    }

    /// For each secret byte, over all 256 polynomials of 2 of n: each share takes each value exactly once. So
    /// one share says nothing, whoever's it is.
    @Test
    void one_share_of_two_fits_every_secret_equally_often() {
        for (int secret = 0; secret < 256; secret++) {
            int[][] seen = new int[4][256];
            for (int coefficient = 0; coefficient < 256; coefficient++) {
                for (SecretSharing.Point share :
                        SecretSharing.split(new byte[] {(byte) secret}, 2, 3, always(coefficient))) {
                    seen[share.x()][Byte.toUnsignedInt(share.values()[0])]++;
                }
            }
            for (int x = 1; x <= 3; x++) {
                assertThat(seen[x]).containsOnly(1);
            }
        }
    }

    /// For 3 of 3 and two secrets: over all 65,536 polynomials, each pair of values of two shares occurs
    /// exactly once.
    @Test
    void two_shares_of_three_fit_every_secret_equally_often() {
        for (int secret : new int[] {0, 0xa7}) {
            boolean[] seen = new boolean[1 << 16];
            for (int coefficients = 0; coefficients < 1 << 16; coefficients++) {
                List<SecretSharing.Point> shares = SecretSharing.split(
                        new byte[] {(byte) secret}, 3, 3, always(coefficients & 0xff, coefficients >> 8));
                int pair = Byte.toUnsignedInt(shares.get(0).values()[0]) << 8
                        | Byte.toUnsignedInt(shares.get(2).values()[0]);
                assertThat(seen[pair]).isFalse();
                seen[pair] = true;
            }
        }
    }

    @Test
    void the_field_is_that_of_aes() {
        // FIPS 197 §4.2
        assertThat(GaloisField.multiply(0x57, 0x83)).isEqualTo(0xc1);
        assertThat(GaloisField.multiply(0x57, 0x13)).isEqualTo(0xfe);
        for (int a = 1; a < 256; a++) {
            assertThat(GaloisField.multiply(a, GaloisField.inverse(a))).isEqualTo(1);
        }
    }

    /// Random numbers that give these coefficients of degree 1 and up.
    private static Random always(int... coefficients) {
        return new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                for (int degree = 1; degree < bytes.length; degree++) {
                    bytes[degree] = (byte) coefficients[degree - 1];
                }
            }
        };
    }
}
