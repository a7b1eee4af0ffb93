package beholden.server.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route that only somebody may call who touched a passkey within the last five minutes.
///
/// Others get 403 `urn:beholden:touch-needed`; asserting a passkey of the same account again renews the touch. An
/// API key has no touch.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshTouch {}
