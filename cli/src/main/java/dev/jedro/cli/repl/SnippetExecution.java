package dev.jedro.cli.repl;

import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Lets JShell run snippets in this process, with loaders of ours. JShell finds it by {@code META-INF/services}. */
public final class SnippetExecution implements ExecutionControlProvider {
    static final String NAME = "jedro";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        SnippetLoader loader = Repl.current().snippets();
        return new LocalExecutionControl(loader) {
            @Override
            protected String invoke(Method snippet) throws Exception {
                Thread thread = Thread.currentThread();
                ClassLoader before = thread.getContextClassLoader();
                // What snippets start, such as runs, inherits it.
                thread.setContextClassLoader(loader.newest());
                try {
                    return super.invoke(snippet);
                } finally {
                    thread.setContextClassLoader(before);
                }
            }
        };
    }
}
