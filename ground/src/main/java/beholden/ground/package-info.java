/// The ground every room stands on: files replaced durably, SHA-256, and text that people typed. It needs the JDK
/// alone.
@NullMarked
package beholden.ground;

import org.jspecify.annotations.NullMarked;
