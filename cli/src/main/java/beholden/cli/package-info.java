/// The `beholden` command: photos in, ranked candidates out, on a terminal.
///
/// Each group of commands is a package, with a class for each command: `beholden gallery import` is
/// `beholden.cli.gallery.ImportCommand`. What all of them print with is in `beholden.cli.terminal`. Packages depend
/// on each other one way: this one on every group, and every group on `terminal`.
@NullMarked
package beholden.cli;

import org.jspecify.annotations.NullMarked;
