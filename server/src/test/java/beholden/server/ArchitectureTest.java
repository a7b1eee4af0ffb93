package beholden.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rules that the sources of all modules keep to.
class ArchitectureTest {
    private static final Path MODULES = Path.of("..");
    private static final int MOST_FILES = 40;

    /// Packages that speak HTTP: what is between the container and the domain, or asks servers outside.
    private static final Set<String> EDGE = Set.of(
            "access",
            "description",
            "errors",
            "http",
            "idempotency",
            "identity",
            "limits",
            "oidc",
            "publicledger",
            "route",
            "web");

    /// Classes that speak HTTP in packages of the domain, beside their controllers.
    private static final Set<String> AT_THE_EDGE = Set.of("ProviderReturn", "ProviderSignIn", "Upload");

    private static DescribedPredicate<JavaClass> domain() {
        return DescribedPredicate.describe("of the domain", type -> {
            String outer = type.getName().replaceFirst("\\$.*", "");
            String name = outer.substring(outer.lastIndexOf('.') + 1);
            String room = outer.replaceFirst("beholden\\.server\\.", "").replaceFirst("\\..*", "");
            return !EDGE.contains(room) && !name.endsWith("Controller") && !AT_THE_EDGE.contains(name);
        });
    }

    @Test
    void the_domain_knows_nothing_of_http() {
        noClasses()
                .that(domain())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.http..", "jakarta.servlet..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.web.ErrorResponseException")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("beholden.server"));
    }

    @Test
    void no_package_has_more_files_than_fit_in_the_head() throws IOException {
        Map<Path, Long> sizes = sources().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

        assertThat(sizes)
                .hasSizeGreaterThan(40)
                .allSatisfy((folder, files) -> assertThat(files).isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void files_are_replaced_and_hashed_by_the_ground_alone() throws IOException {
        List<Path> others = sources().stream()
                .filter(file -> !file.startsWith(MODULES.resolve("ground")))
                .toList();

        assertThat(others)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .doesNotContain("ATOMIC_MOVE")
                        .doesNotContain("getInstance(\"SHA-256\")"));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(MODULES)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ArchitectureTest::javaFiles)
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(folder + " cannot be read", e);
        }
    }
}
