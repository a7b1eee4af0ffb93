/// `beholden models`: the model packs at hand, and the option that chooses one.
@NullMarked
package beholden.cli.models;

import org.jspecify.annotations.NullMarked;
