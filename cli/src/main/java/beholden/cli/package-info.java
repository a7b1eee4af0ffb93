/// The `beholden` command: photos in, ranked candidates out, on a terminal.
///
/// One class per command. What they share: [beholden.cli.Home] (folders), the options [beholden.cli.PackOption] and
/// [beholden.cli.GalleryOption], [beholden.faces.pack.Likelihood] (what a score means) and [beholden.cli.Json].
@NullMarked
package beholden.cli;

import org.jspecify.annotations.NullMarked;
