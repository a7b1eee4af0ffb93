/// Bills of materials of a release, compared with records of known vulnerabilities.
@NullMarked
package beholden.cli.release;

import org.jspecify.annotations.NullMarked;
