package beholden.server.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route that pages call by themselves: calling it does not keep a session from ending.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Passive {}
