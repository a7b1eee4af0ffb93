package beholden.server.refusal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request that the domain does not carry out; nothing has changed. The message tells a person what to do.
///
/// One sealed set for all packages: whoever turns refusals into something else (an HTTP answer, a line on a page)
/// has to say what becomes of each kind, and the compiler asks when a kind is added.
public abstract sealed class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Map<String, Object> facts = new LinkedHashMap<>();

    private Refusal(String message) {
        super(message, null, false, false);
    }

    /// Something that is not there, or is not the caller's: nobody is told which.
    public static final class NotFound extends Refusal {
        private static final long serialVersionUID = 1;

        private NotFound() {
            super("There is nothing here.");
        }
    }

    /// A request that makes no sense in any state.
    public static final class Invalid extends Refusal {
        private static final long serialVersionUID = 1;

        private Invalid(String message) {
            super(message);
        }
    }

    /// A request that makes sense, but not in the state that things are in.
    public static final class Conflict extends Refusal {
        private static final long serialVersionUID = 1;

        private Conflict(String message) {
            super(message);
        }
    }

    /// A request that this caller may not make.
    public static final class NotAllowed extends Refusal {
        private static final long serialVersionUID = 1;

        private final String rule;

        private NotAllowed(String rule, String message) {
            super(message);
            this.rule = rule;
        }

        /// The short name, for programs, of the rule that forbids it, such as `untrained`.
        public String rule() {
            return rule;
        }
    }

    /// A search that a rule of the policy forbids.
    public static final class ByPolicy extends Refusal {
        private static final long serialVersionUID = 1;

        private final String rule;
        private final String title;

        private ByPolicy(String rule, String title, String message) {
            super(message);
            this.rule = rule;
            this.title = title;
        }

        /// The rule's id.
        public String rule() {
            return rule;
        }

        /// The rule's name for people.
        public String title() {
            return title;
        }
    }

    /// A request too many of this caller in too short a time.
    public static final class TooMany extends Refusal {
        private static final long serialVersionUID = 1;

        private final Duration wait;

        private TooMany(Duration wait, String message) {
            super(message);
            this.wait = wait;
        }

        /// The time after which to try again.
        public Duration retryAfter() {
            return wait;
        }
    }

    /// A request that finds no room now, whoever makes it.
    public static final class Busy extends Refusal {
        private static final long serialVersionUID = 1;

        private final Duration wait;

        private Busy(Duration wait, String message) {
            super(message);
            this.wait = wait;
        }

        /// The time after which to try again.
        public Duration retryAfter() {
            return wait;
        }
    }

    /// A request that rests on records of which some are missing, or cannot be read.
    public static final class Damaged extends Refusal {
        private static final long serialVersionUID = 1;

        private Damaged(String message) {
            super(message);
        }
    }

    /// A request that another server, asked on its behalf, did not do its part for.
    public static final class Unanswered extends Refusal {
        private static final long serialVersionUID = 1;

        private final String what;

        private Unanswered(String what, String message) {
            super(message);
            this.what = what;
        }

        /// The short name, for programs, of what failed, such as `provider-failed`.
        public String what() {
            return what;
        }
    }

    /// A refusal for something that is not there, or is not the caller's.
    public static Refusal notFound() {
        return new NotFound();
    }

    /// A refusal of a request that makes no sense.
    ///
    /// @param message the thing, the fact, the limit
    public static Refusal invalid(String message) {
        return new Invalid(message);
    }

    /// A refusal of a request that does not fit the state of things.
    public static Refusal conflict(String message) {
        return new Conflict(message);
    }

    /// A refusal of a request that the caller may not make.
    ///
    /// @param rule short name for programs, such as `untrained`
    public static Refusal notAllowed(String rule, String message) {
        return new NotAllowed(rule, message);
    }

    /// A refusal by a rule of the policy.
    ///
    /// @param rule  its id
    /// @param title its name for people
    public static Refusal byPolicy(String rule, String title, String message) {
        return new ByPolicy(rule, title, message);
    }

    /// A refusal of a caller who asks too often.
    ///
    /// @param wait after which to try again
    public static Refusal tooMany(Duration wait, String message) {
        return new TooMany(wait, message);
    }

    /// A refusal for want of room.
    ///
    /// @param wait after which to try again
    public static Refusal busy(Duration wait, String message) {
        return new Busy(wait, message);
    }

    /// A refusal since records that the answer would rest on are missing, or cannot be read.
    public static Refusal damaged(String message) {
        return new Damaged(message);
    }

    /// A refusal since another server failed.
    ///
    /// @param what short name for programs, such as `provider-failed`
    public static Refusal unanswered(String what, String message) {
        return new Unanswered(what, message);
    }

    /// This refusal with one more fact for programs.
    public Refusal with(String name, Object value) {
        facts.put(name, value);
        return this;
    }

    /// The facts for programs, by name.
    public Map<String, Object> facts() {
        return Map.copyOf(facts);
    }
}
