package dev.jedro.cli.repl;

import dev.jedro.cli.live.ClassFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;

/**
 * Loads the classes of snippets. Snippets that are typed after a reload see the project's new classes, those before it keep theirs, and all see each other: each reload
 * begins a generation with a loader of its own, because a loader sees a class of the project the same for ever.
 */
final class SnippetLoader implements LoaderDelegate {
    private final List<Generation> generations = new ArrayList<>();

    SnippetLoader(ClassLoader project) {
        renew(project);
    }

    /** @param project sees the project's classes as snippets from now on are to see them */
    synchronized void renew(ClassLoader project) {
        generations.add(new Generation(project));
    }

    synchronized Generation newest() {
        return generations.get(generations.size() - 1);
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        boolean[] loaded = new boolean[classes.length];
        Generation generation = newest();
        for (ClassBytecodes one : classes) {
            // JShell counts on one package, and so on one loader.
            generation.bytes.put(one.name(), ClassFile.madePublic(one.bytecodes()));
        }
        for (int i = 0; i < classes.length; i++) {
            try {
                generation.loadClass(classes[i].name());
                loaded[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException(String.valueOf(e), loaded);
            }
        }
    }

    /** JShell asks for that only after it has redefined classes, which is not done here. */
    @Override
    public void classesRedefined(ClassBytecodes[] classes) {}

    @Override
    public void addToClasspath(String path) throws NotImplementedException {
        throw new NotImplementedException("add libraries to pom.xml, and start again");
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return newest().loadClass(name);
    }

    private synchronized List<Generation> all() {
        return List.copyOf(generations);
    }

    final class Generation extends ClassLoader {
        private final Map<String, byte[]> bytes = new HashMap<>();

        Generation(ClassLoader parent) {
            super("snippets", parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (bytes.containsKey(name)) {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    byte[] code = bytes.get(name);
                    return known == null ? defineClass(name, code, 0, code.length) : known;
                }
            }
            for (Generation other : all()) {
                if (other.bytes.containsKey(name)) {
                    return other.loadClass(name, resolve);
                }
            }
            return super.loadClass(name, resolve);
        }
    }
}
