package beholden.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The vectors of transparency-dev/merkle: each file is one proof and says whether it must be refused.
class VectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> inclusion() throws IOException {
        return each(
                "inclusion",
                90,
                vector -> Proofs.verifyInclusion(
                        vector.number("leafIdx"),
                        vector.number("treeSize"),
                        vector.hash("leafHash"),
                        vector.proof(),
                        vector.hash("root")));
    }

    @TestFactory
    Stream<DynamicTest> consistency() throws IOException {
        return each(
                "consistency",
                90,
                vector -> Proofs.verifyConsistency(
                        vector.number("size1"),
                        vector.number("size2"),
                        vector.hash("root1"),
                        vector.hash("root2"),
                        vector.proof()));
    }

    @TestFactory
    Stream<DynamicTest> subtree_inclusion() throws IOException {
        return each(
                "subtreeinclusion",
                200,
                vector -> Proofs.verifySubtreeInclusion(
                        vector.number("leafIdx"),
                        vector.number("start"),
                        vector.number("end"),
                        vector.hash("leafHash"),
                        vector.proof(),
                        vector.hash("root")));
    }

    @TestFactory
    Stream<DynamicTest> subtree_consistency() throws IOException {
        return each(
                "subtreeconsistency",
                110,
                vector -> Proofs.verifySubtreeConsistency(
                        vector.number("start"),
                        vector.number("end"),
                        vector.number("size"),
                        vector.hash("root1"),
                        vector.hash("root2"),
                        vector.proof()));
    }

    private interface Verifier {
        void verify(Vector vector) throws ProofException;
    }

    private record Vector(JsonNode json) {
        /// Reads the JSON's unsigned 64 bits: what is over 2^63 becomes negative, as it would in a careless
        /// parser.
        long number(String field) {
            return new BigInteger(json.get(field).asString()).longValue();
        }

        Hash hash(String field) throws ProofException {
            return hash(json.get(field));
        }

        List<Hash> proof() throws ProofException {
            List<Hash> proof = new ArrayList<>();
            for (JsonNode node : json.get("proof")) {
                proof.add(hash(node));
            }
            return proof;
        }

        /// Some vectors hold roots that are no hashes ("don't care 1"); different ones stay different. A
        /// missing one cannot get as far as the verifier: there is no hash without bytes.
        private static Hash hash(JsonNode base64) throws ProofException {
            byte[] bytes = Base64.getDecoder().decode(base64.asString());
            if (bytes.length == 0) {
                throw new ProofException("no hash");
            }
            return new Hash(Arrays.copyOf(bytes, Hash.LENGTH));
        }
    }

    private static Stream<DynamicTest> each(String folder, int atLeast, Verifier verifier) throws IOException {
        @Nullable Path shared = shared();
        assumeTrue(shared != null, "the vectors are not here: set BEHOLDEN_SHARED to the shared folder");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(shared.resolve("ledger-vectors").resolve(folder))) {
            files = walk.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(atLeast);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file, verifier)));
    }

    private static void check(Path file, Verifier verifier) throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(file));

        boolean refused = false;
        try {
            verifier.verify(new Vector(json));
        } catch (ProofException e) {
            refused = true;
        }

        assertThat(refused).isEqualTo(json.get("wantErr").asBoolean());
    }

    private static @Nullable Path shared() {
        String named = System.getenv("BEHOLDEN_SHARED");
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("shared/DESIGN.md"))) {
                return at.resolve("shared");
            }
        }
        return null;
    }
}
