/// Folders the command keeps its own files in, and the demo's photos.
@NullMarked
package beholden.cli.home;

import org.jspecify.annotations.NullMarked;
