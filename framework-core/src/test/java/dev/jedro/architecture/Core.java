package dev.jedro.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.jedro.problem.Problem;

/** What framework-core ships: its main classes, wherever this build put them. */
final class Core {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Problem.class.getProtectionDomain().getCodeSource().getLocation());

    private Core() {}
}
