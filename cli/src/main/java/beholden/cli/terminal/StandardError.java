package beholden.cli.terminal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Undoes the launcher's detour of standard error.
///
/// Java 25 prints `WARNING: Using incubator modules: jdk.incubator.vector` before any code of ours runs, and has no
/// switch for it. So the launcher starts Java with file descriptor 2 leading to a filter that drops that line, and
/// the real standard error kept as another descriptor, which takes its place again here: what is written from now
/// on, by Java or by native code, is as direct and ordered as ever.
public final class StandardError {
    private static final int STANDARD_ERROR = 2;

    private StandardError() {}

    /// Does nothing when the launcher made no detour.
    public static void takeBack() {
        int kept = Integer.getInteger("beholden.stderr", -1);
        if (kept < 0) return;
        Linker linker = Linker.nativeLinker();
        try {
            MethodHandle dup2 = linker.downcallHandle(
                    linker.defaultLookup().find("dup2").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            MethodHandle close = linker.downcallHandle(
                    linker.defaultLookup().find("close").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int done = (int) dup2.invokeExact(kept, STANDARD_ERROR);
            if (done == STANDARD_ERROR) done = (int) close.invokeExact(kept);
        } catch (Throwable _) {
            // No reason to stop: standard error still arrives, through the filter.
        }
    }
}
