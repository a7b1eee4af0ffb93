/// The policy of the installation: which searches may be made, told by rules that the operator writes down.
@NullMarked
package beholden.server.policy;

import org.jspecify.annotations.NullMarked;
