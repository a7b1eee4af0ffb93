package beholden.server.policy;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload.Arithmetic;
import dev.cel.checker.CelStandardDeclarations.StandardOverload;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One rule of a policy, compiled; safe for use by many threads.
///
/// Whatever an expression says, its evaluation ends soon and takes little memory. Its length and depth, its loops'
/// rounds and the facts that it sees are bounded, and two loops at most may be joined. Regular expressions,
/// whose time has no bound, are left out of the language, and so is putting texts together: twenty loops in each
/// other, each doubling a text, would make a million of one.
final class Rule {
    private static final Logger LOG = LoggerFactory.getLogger(Rule.class);
    private static final Pattern WORD = Pattern.compile("[\\w.]+");
    private static final int LONGEST = 1_000;
    private static final int MOST_ROUNDS = 250;
    private static final int DEEPEST = 32;
    private static final int MOST_LOOPS_JOINED = 2;
    private static final Set<StandardFunction> LEFT_OUT = Set.of(StandardFunction.MATCHES, StandardFunction.DYN);
    private static final Set<StandardOverload> GROWING = Set.of(Arithmetic.ADD_STRING, Arithmetic.ADD_BYTES);
    private static final CelOptions BOUNDS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_ROUNDS)
            .enableHomogeneousLiterals(true)
            .evaluateCanonicalTypesToNativeValues(true)
            .build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(BOUNDS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                    .filterFunctions(
                            (function, overload) -> !LEFT_OUT.contains(function) && !GROWING.contains(overload))
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVarDeclarations(Vocabulary.types().entrySet().stream()
                    .map(word -> CelVarDecl.newVarDeclaration(word.getKey(), word.getValue()))
                    .toList())
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(BOUNDS).build();

    enum Then {
        REFUSES,
        ASKS_FOR_APPROVAL
    }

    private final String id;
    private final String title;
    private final Then then;
    private final String when;
    private final String says;
    private final CelRuntime.Program program;
    private final AtomicBoolean logged = new AtomicBoolean();

    private Rule(PolicyForm.RuleForm form, Then then, String when, CelRuntime.Program program) {
        this.id = form.id();
        this.title = form.title();
        this.says = form.says();
        this.then = then;
        this.when = when;
        this.program = program;
    }

    /// @throws PolicyException if the expression does not compile or does not tell true or false
    static Rule compile(PolicyForm.RuleForm form) throws PolicyException {
        Then then = form.refuses() == null ? Then.ASKS_FOR_APPROVAL : Then.REFUSES;
        Expression expression = Objects.requireNonNull(form.refuses() == null ? form.asks() : form.refuses());
        String rule = "rule " + form.id() + ": ";
        try {
            Vocabulary.requirePlaces(form.says());
            CelAbstractSyntaxTree tree = COMPILER.compile(expression.text()).getAst();
            if (!tree.getResultType().equals(SimpleType.BOOL)) {
                throw PolicyException.at(expression.line(), rule + "the expression must tell true or false");
            }
            if (loopsJoined(tree) > MOST_LOOPS_JOINED) {
                throw PolicyException.at(
                        expression.line(), rule + "at most two loops (all, exists, map, filter) may be joined");
            }
            return new Rule(form, then, expression.text(), RUNTIME.createProgram(tree));
        } catch (CelValidationException e) {
            throw PolicyException.at(expression.line(), rule + explain(expression, e));
        } catch (CelEvaluationException | IllegalArgumentException e) {
            throw PolicyException.at(expression.line(), rule + e.getMessage());
        }
    }

    private static long loopsJoined(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(Rule::isLoop)
                .mapToLong(loop -> Stream.iterate(
                                Optional.of(loop), Optional::isPresent, at -> at.flatMap(CelNavigableExpr::parent))
                        .filter(at -> isLoop(at.orElseThrow()))
                        .count())
                .max()
                .orElse(0);
    }

    private static boolean isLoop(CelNavigableExpr node) {
        return node.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION;
    }

    private static String explain(Expression expression, CelValidationException e) {
        if (e.getErrors().isEmpty()) return String.valueOf(e.getMessage());
        CelIssue first = e.getErrors().getFirst();
        int line = first.getSourceLocation().getLine();
        int column = first.getSourceLocation().getColumn();
        String reason = first.getMessage();
        if (reason.startsWith("undeclared reference")) {
            // CEL names only the part before the dot
            String there = expression.text().lines().skip(line - 1L).findFirst().orElse("");
            Matcher word = WORD.matcher(there).region(Math.min(column, there.length()), there.length());
            if (word.lookingAt()) reason = word.group() + " is no word of policies; " + reason;
        }
        return "line " + line + ", column " + (column + 1) + " of the expression: " + reason;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Then then() {
        return then;
    }

    String when() {
        return when;
    }

    String says() {
        return says;
    }

    /// Whether the rule stands against a search.
    ///
    /// @throws CelEvaluationException if that cannot be told
    boolean applies(Map<String, Object> words) throws CelEvaluationException {
        return program.eval(words) instanceof Boolean yes ? yes : refuseToGuess();
    }

    private static boolean refuseToGuess() throws CelEvaluationException {
        throw new CelEvaluationException("neither true nor false");
    }

    Verdict.Reason reason(Map<String, Object> words) {
        return new Verdict.Reason(id, title, Vocabulary.fill(says, words));
    }

    /// Sentence for when it cannot be told whether the rule applies. The cause may quote a case, so it is not
    /// logged; and the log has one line, since one for each search would count them.
    Verdict.Reason broken() {
        if (!logged.getAndSet(true)) {
            LOG.warn("rule {} of the policy cannot be evaluated: searches that it looks at are refused", id);
        }
        return new Verdict.Reason(
                id, title, "This rule could not be evaluated, so nothing was searched; ask the operator to mend it.");
    }
}
