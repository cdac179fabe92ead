package dev.jedro.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Proves ARCHITECTURE.md: who may use whom, and what never leaves a package. */
class ArchitectureTest {
    private static final String ROOT = "dev.jedro.";

    @Nested
    class Packages {

        @Test
        void useOnlyWhatStandsBelowThem() {
            classes().should(useOnlyLowerLayers()).check(Core.CLASSES);
        }

        @Test
        void areNullMarked() {
            assertThat(Core.CLASSES).isNotEmpty();
            assertThat(packages())
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(found.isAnnotatedWith(NullMarked.class))
                            .as("@NullMarked in package-info.java of " + found.getName())
                            .isTrue());
        }

        @Test
        void keepTheirInternalsOutOfPublicSignatures() {
            classes()
                    .that()
                    .arePublic()
                    .and()
                    .resideOutsideOfPackage("..internal..")
                    .should(showNoInternalType())
                    .check(Core.CLASSES);
        }
    }

    @Nested
    class Libraries {

        @Test
        void guiceIsKnownToTheSessionAlone() {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.jedro.session..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.google.inject..", "jakarta.inject..", "javax.inject..")
                    .check(Core.CLASSES);
        }

        @Test
        void thoseForTestsAreKnownToTheTestKitAlone() {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.jedro.testkit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.junit..", "org.assertj..")
                    .check(Core.CLASSES);
        }

        @Test
        void heavyOnesStayInTheirOwnModules() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.spark..", "org.mlflow..", "org.duckdb..", "picocli..", "com.databricks..")
                    .check(Core.CLASSES);
        }
    }

    @Nested
    class Output {

        @Test
        void goesThroughSlf4j() {
            NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(Core.CLASSES);
        }

        @Test
        void neverGoesToTheStandardStreams() {
            NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(Core.CLASSES);
        }
    }

    @Nested
    class Names {

        @Test
        void areNounsOfTheField() {
            noClasses()
                    .should()
                    .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
                    .check(Core.CLASSES);
        }
    }

    @Nested
    class TheLayersThemselves {

        @Test
        void refuseToLookUp() {
            assertThat(Layers.mayUse("session", "problem")).isTrue();
            assertThat(Layers.mayUse("problem", "session")).isFalse();
            assertThat(Layers.mayUse("catalog", "run")).isFalse();
        }

        @Test
        void keepPipelineAndCatalogApart() {
            assertThat(Layers.mayUse("pipeline", "catalog")).isFalse();
            assertThat(Layers.mayUse("catalog", "pipeline")).isFalse();
        }

        @Test
        void letThePlugInInterfacesSeeOnlyTheCatalogAndWhatIsBelow() {
            assertThat(Layers.mayUse("config", "spi")).isTrue();
            assertThat(Layers.mayUse("problem", "spi")).isFalse();
            assertThat(Layers.mayUse("spi", "catalog")).isTrue();
            assertThat(Layers.mayUse("spi", "run")).isFalse();
        }

        @Test
        void knowEveryPackage() {
            assertThat(Layers.mayUse("misc", "problem")).isFalse();
            assertThat(Layers.mayUse("session", "misc")).isFalse();
            assertThat(Layers.mayUse("misc", "misc")).isFalse();
        }
    }

    private static List<JavaPackage> packages() {
        return Core.CLASSES.stream().map(JavaClass::getPackage).distinct().toList();
    }

    private static String area(JavaClass type) {
        String name = type.getPackageName();
        String below = name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static ArchCondition<JavaClass> useOnlyLowerLayers() {
        return new ArchCondition<>("use only lower layers") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!Layers.mayUse(area(type), area(type))) {
                    events.add(
                            SimpleConditionEvent.violated(type, type.getName() + " is in no layer: see Layers.java"));
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    if (used.getPackageName().startsWith(ROOT) && !Layers.mayUse(area(type), area(used))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> showNoInternalType() {
        return new ArchCondition<>("show no internal type") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<JavaClass> parents = Stream.concat(
                        type.getInterfaces().stream().flatMap(parent -> parent.getAllInvolvedRawTypes().stream()),
                        type.getSuperclass().stream().flatMap(parent -> parent.getAllInvolvedRawTypes().stream()));
                parents.filter(ArchitectureTest::isInternal)
                        .forEach(parent -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " extends or implements " + parent.getName())));
                for (JavaMember member : type.getMembers()) {
                    if (isPromised(member)) {
                        shown(member).stream()
                                .filter(ArchitectureTest::isInternal)
                                .forEach(shown -> events.add(SimpleConditionEvent.violated(
                                        type, member.getFullName() + " shows " + shown.getName())));
                    }
                }
            }
        };
    }

    private static boolean isPromised(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Set<JavaClass> shown(JavaMember member) {
        return new HashSet<>(member.getAllInvolvedRawTypes());
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT) && type.getPackageName().matches(".*\\.internal(\\..*)?");
    }
}
