package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldTest {
    private static final Map<String, String> VARIABLES =
            Map.of("project_name", "Fish & <Chips>", "package", "com.acme.fish", "package_path", "com/acme/fish");

    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void name() {
        target = folder.resolve("my-fish");
    }

    @Nested
    class AGoodStarter {
        @Test
        void rendersTemplatesAndTheirPathNames() throws IOException {
            file("src/{{package_path}}/Fish.java.peb", "package {{ package }};\n// ${maven.stays}\n");

            assertThat(render()).containsExactly(Path.of("src/com/acme/fish/Fish.java"));
            assertThat(target.resolve("src/com/acme/fish/Fish.java"))
                    .hasContent("package com.acme.fish;\n// ${maven.stays}\n");
        }

        @Test
        void keepsTheNewlineAfterATagAndEscapesNothing() throws IOException {
            file("README.md.peb", "# {{ project_name }}\n\ntext\n");

            render();

            assertThat(Files.readString(target.resolve("README.md"))).isEqualTo("# Fish & <Chips>\n\ntext\n");
        }

        @Test
        void copiesOtherFilesByteForByte() throws IOException {
            byte[] bytes = {0, -1, '{', '{', 'x', '}', '}', 13, 10};
            Path source = Files.createDirectories(folder.resolve("starter/files"));
            Files.write(source.resolve("data.bin"), bytes);

            render();

            assertThat(target.resolve("data.bin")).hasBinaryContent(bytes);
        }

        @Test
        void hidesWhatIsCalledDot() throws IOException {
            file("dot-gitignore", "target/\n");
            file("conf/local/dot-gitkeep", "");
            file("notes/polka-dot-dress.txt", "");

            assertThat(render())
                    .containsExactly(
                            Path.of(".gitignore"),
                            Path.of("conf/local/.gitkeep"),
                            Path.of("notes/polka-dot-dress.txt"));
        }

        @Test
        void makesScriptsExecutable() throws IOException {
            file("go", "#!/bin/sh\n");
            file("stay", "words\n");

            render();

            assertThat(target.resolve("go")).isExecutable();
            assertThat(target.resolve("stay").toFile().canExecute()).isFalse();
        }

        @Test
        void fillsAnEmptyFolderThatIsThereAlready() throws IOException {
            file("a.txt", "a");
            Files.createDirectories(target);

            render();

            assertThat(target.resolve("a.txt")).hasContent("a");
            assertThat(folderNames()).containsExactlyInAnyOrder("starter", "my-fish");
        }

        @Test
        void mayHaveToolsThatAddFilesAndPartsOfFiles() throws IOException {
            file("menu.txt.peb", "fish{% if tools contains \"peas\" %}\npeas{% endif %}\n");
            file("../tools/peas/peas.txt.peb", "{{ project_name }}");

            assertThat(render(Set.of("peas"))).containsExactly(Path.of("menu.txt"), Path.of("peas.txt"));
            assertThat(target.resolve("menu.txt")).hasContent("fish\npeas\n");

            target = folder.resolve("plain");
            assertThat(render()).containsExactly(Path.of("menu.txt"));
            assertThat(target.resolve("menu.txt")).hasContent("fish\n");
        }

        @Test
        void isReadFromAJarToo() throws IOException {
            Path jar = folder.resolve("more starters.jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("META-INF/jedro/starters/fish/files/{{package_path}}/a.txt.peb"));
                zip.write("{{ package }}".getBytes(StandardCharsets.UTF_8));
            }
            URI address = URI.create("jar:" + jar.toUri() + "!/META-INF/jedro/starters/fish/");

            assertThat(Scaffold.render(
                            new Starter("fish", List.of(), "Fish", "Fish.", Map.of(), List.of(), address),
                            VARIABLES,
                            Set.of(),
                            target))
                    .containsExactly(Path.of("com/acme/fish/a.txt"));
            assertThat(target.resolve("com/acme/fish/a.txt")).hasContent("com.acme.fish");
        }
    }

    @Nested
    class ATargetThatIsTaken {
        @Test
        void isLeftAsItWas() throws IOException {
            file("a.txt", "new");
            Files.createDirectories(target);
            Files.writeString(target.resolve("a.txt"), "old");

            Problem problem = failure();

            assertThat(problem.code()).isEqualTo(StarterCode.TARGET_NOT_EMPTY);
            assertThat(problem.where()).containsExactly(Place.of(target.toString()));
            assertThat(problem.fixes()).containsExactly("choose another folder, or move away what is there");
            assertThat(target.resolve("a.txt")).hasContent("old");
        }

        @Test
        void mayBeAFile() throws IOException {
            file("a.txt", "new");
            Files.writeString(target, "a file");

            assertThat(failure().code()).isEqualTo(StarterCode.TARGET_NOT_EMPTY);
            assertThat(target).hasContent("a file");
        }

        @Test
        void mayLieBeneathAFile() throws IOException {
            file("a.txt", "new");
            Files.writeString(target, "a file");
            target = target.resolve("below");

            Problem problem = failure();

            assertThat(problem.code()).isEqualTo(StarterCode.NOT_WRITTEN);
            assertThat(problem.where()).containsExactly(Place.of(target.toString()));
            assertThat(problem.fixes())
                    .containsExactly("look at the free space and the rights of the folder, or choose another one");
        }
    }

    @Nested
    class ABrokenStarter {
        @Test
        void leavesNothingBehindAndNamesTheLine() throws IOException {
            file("a.txt", "fine");
            file("b.txt.peb", "one\n{{ packge }}\n");

            Problem problem = failure();

            assertThat(problem.code()).isEqualTo(StarterCode.BAD_STARTER);
            assertThat(problem.what()).contains("fish").contains("packge");
            assertThat(problem.where()).containsExactly(Place.of("b.txt.peb", 2));
            assertThat(problem.fixes()).containsExactly("mend the starter, or use another one");
            assertThat(folderNames()).containsExactly("starter");
        }

        @Test
        void mayHaveATemplateInAnotherEncoding() throws IOException {
            file("a.txt.peb", "");
            Files.write(folder.resolve("starter/files/a.txt.peb"), new byte[] {'a', (byte) 0xE4});

            Problem problem = failure();

            assertThat(problem.code()).isEqualTo(StarterCode.BAD_STARTER);
            assertThat(problem.what()).contains("UTF-8");
            assertThat(problem.where()).containsExactly(Place.of("a.txt.peb"));
        }

        @Test
        void cannotWriteOutsideItsProject() throws IOException {
            file("{{ package_path }}.txt.peb", "boo");

            Throwable failure = catchThrowableOfType(
                    JedroException.class,
                    () -> Scaffold.render(starter(), Map.of("package_path", "../../x"), Set.of(), target));

            assertThat(failure).hasMessageContaining("leads out of the project: ../../x.txt");
            assertThat(folderNames()).containsExactly("starter");
        }
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve("starter/files").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Starter starter() {
        return new Starter(
                "fish",
                List.of(),
                "Fish",
                "Fish and chips.",
                Map.of("peas", "Adds peas."),
                List.of(),
                folder.resolve("starter").toUri());
    }

    private List<Path> render() {
        return render(Set.of());
    }

    private List<Path> render(Set<String> tools) {
        return Scaffold.render(starter(), VARIABLES, tools, target);
    }

    private Problem failure() {
        return catchThrowableOfType(JedroException.class, this::render)
                .problems()
                .get(0);
    }

    private List<String> folderNames() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
