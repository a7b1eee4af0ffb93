package beholden.cli.release;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A library of another maker, as lists of vulnerabilities name it: for example `Maven`, `org.yaml:snakeyaml`, `2.6`.
///
/// @param ecosystem `Maven` or `npm`
record Library(String ecosystem, String name, String version) {
    private static final Pattern MAVEN = Pattern.compile("pkg:maven/([^/@]+)/([^/@]+)@([^?#]+).*");
    private static final Pattern NPM = Pattern.compile("pkg:npm/((?:[^/@]+/)?[^/@]+)@([^?#]+).*");

    /// A library by its package URL; empty for another ecosystem's.
    static Optional<Library> of(String packageUrl) {
        Matcher maven = MAVEN.matcher(packageUrl);
        if (maven.matches()) {
            return Optional.of(
                    new Library("Maven", decoded(maven.group(1) + ":" + maven.group(2)), decoded(maven.group(3))));
        }
        Matcher npm = NPM.matcher(packageUrl);
        return npm.matches()
                ? Optional.of(new Library("npm", decoded(npm.group(1)), decoded(npm.group(2))))
                : Optional.empty();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
