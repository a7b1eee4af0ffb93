/// `beholden registrar`: the directory of agencies, which opens to people who each hold a share of its key.
@NullMarked
package beholden.cli.registrar;

import org.jspecify.annotations.NullMarked;
