package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignStarterTest {
    private static final String DESCRIPTION = "title: Rockets\ndescription: Up they go.\n";

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path starter(String name, String text) throws IOException {
        write(name + "/starter.yml", DESCRIPTION);
        write(name + "/files/a.txt", text);
        return folder.resolve(name);
    }

    /** The text of the one file of a project that is made from it. */
    private String made(String address, @Nullable String checkout, @Nullable String in, GitFetch git)
            throws IOException {
        Path target = folder.resolve("made");
        try (ForeignStarter fetched = ForeignStarter.fetch(address, checkout, in, git)) {
            Scaffold.render(fetched.starter(), Map.of(), Set.of(), target);
        }
        String text = Files.readString(target.resolve("a.txt"));
        Files.delete(target.resolve("a.txt"));
        Files.delete(target);
        return text;
    }

    private static Problem failure(String address, @Nullable String checkout, @Nullable String in, GitFetch git) {
        return catchThrowableOfType(JedroException.class, () -> ForeignStarter.fetch(address, checkout, in, git))
                .problems()
                .get(0);
    }

    private static GitFetch binary() {
        return new GitFetch(GitFetch.binary(System.getenv()), 2);
    }

    @Test
    void isAnAddressAndNoName() {
        assertThat(Stream.of("./x", "../x", "/x", ".", "x.zip", "gh:a/b", "git@host:a/b.git", "https://host/a.git"))
                .allMatch(ForeignStarter::isAddress);
        assertThat(Stream.of("minimal", "spaceflights-spark")).noneMatch(ForeignStarter::isAddress);
    }

    @Nested
    class AFolder {
        @Test
        void isUsedWhereItIs() throws IOException {
            Path starter = starter("rockets", "up");

            assertThat(made(starter.toString(), null, null, binary())).isEqualTo("up");
            assertThat(ForeignStarter.fetch(starter.toString(), null, null)
                            .starter()
                            .name())
                    .isEqualTo("rockets");
            assertThat(starter).exists();
        }

        @Test
        void thatHasStartersFurtherDownNamesThem() throws IOException {
            starter("all/one", "1");
            starter("all/more/two", "2");
            String all = folder.resolve("all").toString();

            Problem problem = failure(all, null, null, binary());

            assertThat(problem.code()).isEqualTo(StarterCode.NO_STARTER);
            assertThat(problem.where()).containsExactly(Place.of(all));
            assertThat(problem.fixes())
                    .containsExactly("name the folder: --starter-folder more/two, or --starter-folder one");
            assertThat(made(all, null, "more/two", binary())).isEqualTo("2");
            assertThat(failure(all, null, "../all", binary()).what())
                    .isEqualTo("'" + all
                            + "' has no starter in '../all': a starter is a folder with starter.yml and files/.");
            assertThat(failure(all, null, "../..", binary()).what()).contains("not within");
        }

        @Test
        void thatIsNotThereIsTold() {
            Problem problem = failure("./nowhere", null, null, binary());

            assertThat(problem.code()).isEqualTo(StarterCode.NO_STARTER);
            assertThat(problem.what()).isEqualTo("There is neither a starter nor a folder './nowhere'.");
        }

        @Test
        void hasNothingToCheckOut() throws IOException {
            String starter = starter("rockets", "up").toString();

            assertThat(failure(starter, "v1", null, binary()).code()).isEqualTo(StarterCode.UNKNOWN_REVISION);
        }

        @Test
        void cannotTakeInWhatIsOutside() throws IOException {
            Path starter = starter("rockets", "up");
            Files.createSymbolicLink(starter.resolve("files/b.txt"), write("secret.txt", "secret"));

            JedroException failure =
                    catchThrowableOfType(JedroException.class, () -> made(starter.toString(), null, null, binary()));

            assertThat(failure)
                    .hasMessageContaining("JED-653")
                    .hasMessageContaining("the link leads out of the starter");
            assertThat(folder.resolve("made")).doesNotExist();
        }
    }

    @Nested
    class ARepository {
        private Path repository;
        private String first = "";

        private void commit(Git git, String text) throws Exception {
            starter("repository", text);
            git.add().addFilepattern(".").call();
            RevCommit commit = git.commit()
                    .setMessage(text)
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .setSign(false)
                    .call();
            if (first.isEmpty()) {
                first = commit.name();
            }
        }

        @BeforeEach
        void make() throws Exception {
            repository = folder.resolve("repository");
            try (Git git = Git.init()
                    .setInitialBranch("main")
                    .setDirectory(repository.toFile())
                    .call()) {
                commit(git, "one");
                git.tag()
                        .setName("v1")
                        .setAnnotated(true)
                        .setSigned(false)
                        .setTagger(git.getRepository()
                                .parseCommit(git.getRepository().resolve("HEAD"))
                                .getAuthorIdent())
                        .setMessage("v1")
                        .call();
                commit(git, "two");
                git.branchCreate().setName("feature/fast").call();
                commit(git, "three");
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void isClonedWithGitAndWithoutIt(boolean withGit) throws Exception {
            Optional<Path> program = withGit ? GitFetch.binary(System.getenv()) : Optional.empty();
            assumeTrue(!withGit || program.isPresent(), "there is no git");
            GitFetch git = new GitFetch(program, 30);
            String url = repository.toUri().toString();

            assertThat(made(url, null, null, git)).isEqualTo("three");
            assertThat(made(url, "v1", null, git)).isEqualTo("one");
            assertThat(made(url, "feature/fast", null, git)).isEqualTo("two");
            assertThat(made(url, first, null, git)).isEqualTo("one");
            assertThat(made(url, first.substring(0, 10), null, git)).isEqualTo("one");
            assertThat(made(repository.toString(), "v1", null, git)).isEqualTo("one");

            Problem unknown = failure(url, "feature/fats", null, git);
            assertThat(unknown.code()).isEqualTo(StarterCode.UNKNOWN_REVISION);
            assertThat(unknown.near()).containsExactly("feature/fast");
            assertThat(failure(url, "0123456789", null, git).code()).isEqualTo(StarterCode.UNKNOWN_REVISION);
            assertThat(failure(url, "--upload-pack=touch x", null, git).code()).isEqualTo(StarterCode.UNKNOWN_REVISION);

            Problem none = failure(folder.toUri() + "none.git", null, null, git);
            assertThat(none.code()).isEqualTo(StarterCode.NOT_FETCHED);
            assertThat(none.what()).contains(withGit ? "git says: " : "JGit says: ");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void thatDoesNotAnswerIsNotWaitedForAndItsPasswordNotTold(boolean withGit) throws Exception {
            Optional<Path> program = withGit ? GitFetch.binary(System.getenv()) : Optional.empty();
            assumeTrue(!withGit || program.isPresent(), "there is no git");
            try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                String url = "http://ada:hunter2@127.0.0.1:" + silent.getLocalPort() + "/x.git";

                Problem problem = failure(url, null, null, new GitFetch(program, 1));

                assertThat(problem.code()).isEqualTo(StarterCode.NOT_FETCHED);
                assertThat(problem.toString())
                        .doesNotContain("hunter2")
                        .contains("<redacted>@127.0.0.1", "git ls-remote");
            }
        }
    }

    @Nested
    class AnArchive {
        private Path zip(Map<String, String> entries) throws IOException {
            Path zip = folder.resolve("x.zip");
            try (OutputStream file = Files.newOutputStream(zip);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                for (Map.Entry<String, String> entry : entries.entrySet()) {
                    out.putNextEntry(new ZipEntry(entry.getKey()));
                    out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            return zip;
        }

        @Test
        void isUnpackedFromAFileOrAServer() throws IOException {
            Path zip = zip(Map.of("rockets-main/starter.yml", DESCRIPTION, "rockets-main/files/a.txt", "up"));

            assertThat(made(zip.toString(), null, null, binary())).isEqualTo("up");
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/x.zip", exchange -> {
                byte[] bytes = Files.readAllBytes(zip);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            try {
                String host = "http://127.0.0.1:" + server.getAddress().getPort();
                assertThat(made(host + "/x.zip", null, null, binary())).isEqualTo("up");
                assertThat(failure(host + "/y.zip", null, null, binary()).what())
                        .isEqualTo("The server answers 404.");
            } finally {
                server.stop(0);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"})
        void thatClimbsOutIsRefused(String name) throws IOException {
            Path zip = zip(Map.of(name, "boo"));

            Problem problem = failure(zip.toString(), null, null, binary());

            assertThat(problem.code()).isEqualTo(StarterCode.UNSAFE_ARCHIVE);
            assertThat(problem.what()).contains("'" + name + "'");
            assertThat(problem.where()).containsExactly(Place.of(zip.toString()));
            assertThat(problem.fixes()).containsExactly("do not use this archive");
        }

        @Test
        void thatIsNoneIsTold() throws IOException {
            Path file = write("x.zip", "no zip");

            assertThat(failure(file.toString(), null, null, binary()).code()).isEqualTo(StarterCode.NOT_FETCHED);
            assertThat(failure(folder + "/y.zip", null, null, binary()).what()).contains("There is no archive");
        }
    }

    @Nested
    class Prompts {
        private List<Prompt> prompts(String yaml) throws IOException {
            write("rockets/starter.yml", DESCRIPTION + yaml);
            write("rockets/files/a.txt", "");
            return ForeignStarter.fetch(folder.resolve("rockets").toString(), null, null)
                    .starter()
                    .prompts();
        }

        @Test
        void areReadInTheirOrder() throws IOException {
            List<Prompt> prompts = prompts("""
                    prompts:
                      fuel:
                        title: What it burns
                        default: hydrogen
                        pattern: "[a-z]+"
                        error: lower-case letters only
                      crew:
                        title: Who flies
                    """);

            assertThat(prompts).extracting(Prompt::variable).containsExactly("fuel", "crew");
            assertThat(prompts.get(0).checked("methane", Place.of("x"))).isEqualTo("methane");
            Problem bad = catchThrowableOfType(
                            JedroException.class, () -> prompts.get(0).checked("H2", Place.of("x.yml", 2)))
                    .problems()
                    .get(0);
            assertThat(bad.code()).isEqualTo(StarterCode.BAD_ANSWER);
            assertThat(bad.what()).isEqualTo("'H2' cannot be fuel: lower-case letters only");
            assertThat(bad.where()).containsExactly(Place.of("x.yml", 2));
            assertThat(bad.fixes()).containsExactly("give another value, for instance hydrogen");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "prompts:\n  package:\n    title: x\n",
                    "prompts:\n  fuel:\n    pattern: '['\n    title: x\n",
                    "prompts:\n  fuel:\n    tilte: x\n",
                    "prompts: [1]\n",
                    "promps: {}\n"
                })
        void thatAreWrongAreTold(String yaml) {
            JedroException failure = catchThrowableOfType(JedroException.class, () -> prompts(yaml));

            assertThat(failure).hasMessageContaining("JED-653").hasMessageContaining("rockets/starter.yml");
        }
    }
}
