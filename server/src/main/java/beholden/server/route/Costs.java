package beholden.server.route;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says that a call of a route takes more than looking something up: a second of a core costs about ten points. An
/// account has few such calls under way at once.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Costs {
    /// Points of the account's allowance.
    int value();
}
