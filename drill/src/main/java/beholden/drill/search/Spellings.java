package beholden.drill.search;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The ways in which a program might have written a secret down.
///
/// Words: as they are, in lower and upper case, decomposed, and without what is not a letter or digit; each in UTF-8
/// and both UTF-16. All of them and octets: raw, hexadecimal in both cases, base64 in both alphabets at each of the
/// three alignments, and as MD5, SHA-1 and SHA-256, themselves raw, hexadecimal and base64; 16 octets as a UUID too.
final class Spellings {
    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private final SequencedMap<String, byte[]> found = new LinkedHashMap<>();

    private Spellings() {}

    /// Name of the spelling → its bytes; none shorter than what a search can look for.
    static SequencedMap<String, byte[]> of(KnownSecret secret) {
        Spellings spellings = new Spellings();
        switch (secret) {
            case KnownSecret.Words words -> spellings.words(words.text());
            case KnownSecret.Octets octets -> spellings.octets(octets.bytes());
        }
        return spellings.found;
    }

    private void words(String text) {
        Map<String, Charset> charsets = new LinkedHashMap<>();
        charsets.put("UTF-8", StandardCharsets.UTF_8);
        charsets.put("UTF-16LE", StandardCharsets.UTF_16LE);
        charsets.put("UTF-16BE", StandardCharsets.UTF_16BE);
        for (String variant : variants(text)) {
            charsets.forEach((name, charset) -> encodings(name, variant.getBytes(charset)));
            hashes(variant.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Set<String> variants(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Set<String> variants = new LinkedHashSet<>();
        variants.add(text);
        variants.add(lower);
        variants.add(text.toUpperCase(Locale.ROOT));
        variants.add(Normalizer.normalize(text, Normalizer.Form.NFD));
        variants.add(lower.replaceAll("[^\\p{L}\\p{N}]", ""));
        return variants;
    }

    private void octets(byte[] bytes) {
        encodings("raw", bytes);
        hashes(bytes);
        hashes(LOWER.formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        if (bytes.length == 16) {
            String uuid = LOWER.formatHex(bytes).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
            ascii("UUID", uuid);
            ascii("UUID", uuid.toUpperCase(Locale.ROOT));
        }
    }

    private void encodings(String name, byte[] bytes) {
        add(name, bytes);
        String suffix = name.equals("raw") ? "" : " of " + name;
        ascii("hex" + suffix, LOWER.formatHex(bytes));
        ascii("hex" + suffix, UPPER.formatHex(bytes));
        for (int alignment = 0; alignment < 3; alignment++) {
            ascii("base64" + suffix, aligned(Base64.getEncoder(), bytes, alignment));
            ascii("base64url" + suffix, aligned(Base64.getUrlEncoder(), bytes, alignment));
        }
    }

    /// The characters that depend on these bytes alone, where they lie `alignment` bytes into a longer text.
    private static String aligned(Base64.Encoder encoder, byte[] bytes, int alignment) {
        byte[] shifted = new byte[alignment + bytes.length];
        System.arraycopy(bytes, 0, shifted, alignment, bytes.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int first = (alignment * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        return text.substring(first, last);
    }

    private void hashes(byte[] bytes) {
        for (String algorithm : new String[] {"MD5", "SHA-1", "SHA-256"}) {
            byte[] hash = hash(algorithm, bytes);
            add(algorithm, hash);
            ascii(algorithm + " in hex", LOWER.formatHex(hash));
            ascii(algorithm + " in hex", UPPER.formatHex(hash));
            ascii(algorithm + " in base64", aligned(Base64.getEncoder(), hash, 0));
            ascii(algorithm + " in base64url", aligned(Base64.getUrlEncoder(), hash, 0));
        }
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java", e);
        }
    }

    private void ascii(String name, String text) {
        add(name, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Several spellings of one name are told apart by a number; equal ones are kept once.
    private void add(String name, byte[] bytes) {
        if (bytes.length < ByteSearch.SHORTEST) return;
        if (found.values().stream().anyMatch(known -> Arrays.equals(known, bytes))) return;
        String unique = name;
        for (int i = 2; found.containsKey(unique); i++) unique = name + " (" + i + ")";
        found.put(unique, bytes);
    }
}
