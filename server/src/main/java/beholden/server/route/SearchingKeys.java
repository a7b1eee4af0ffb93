package beholden.server.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route that changes something and that an API key may call all the same, if it is one that may search.
///
/// Routes that read are open to every API key of an account that may call them; all others to none.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SearchingKeys {}
