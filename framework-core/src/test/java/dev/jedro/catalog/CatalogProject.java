package dev.jedro.catalog;

import dev.jedro.config.ConfigOptions;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A project's folder with a real catalog.yml and credentials.yml. */
public final class CatalogProject {
    private final Path root;

    public CatalogProject(Path root) {
        this.root = root;
        write("conf/local/credentials.yml", "warehouse: {user: ann, password: hunter22}\n");
    }

    public Path root() {
        return root;
    }

    public Path write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CatalogProject catalog(String yaml) {
        write("conf/base/catalog.yml", yaml);
        return this;
    }

    private ProjectConfig config() {
        return ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(root.resolve("conf"), "conf")));
    }

    public DataCatalog read(Problems into) {
        return DataCatalog.of(config(), DatasetTypes.installed(), into);
    }

    /** A catalog that is right as far as it is read without being bound. */
    public DataCatalog read() {
        Problems problems = new Problems();
        DataCatalog catalog = read(problems);
        Assertions.assertThat(problems.all()).isEmpty();
        return catalog;
    }

    public OpenCatalog open() {
        return open("2026-11-20T15.12.06.535Z");
    }

    public OpenCatalog open(String version) {
        return read().open(CatalogSession.of(root, version));
    }

    /** What is wrong with the entries themselves. */
    public List<Problem> problems() {
        Problems problems = new Problems();
        read(problems);
        return problems.all();
    }

    /** What an action throws. */
    public static List<Problem> problemsOf(ThrowingCallable action) {
        return Assertions.catchThrowableOfType(JedroException.class, action).problems();
    }
}
