package dev.jedro.session;

import dev.jedro.pipeline.Piece;
import dev.jedro.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import shop.AnyProject;
import shop.ShopProject;

/** A project in a temporary folder, for tests. */
final class TinyProject {
    private final Path root;

    private TinyProject(Path root) {
        this.root = root;
    }

    /** Without any file but jedro.yml and the empty folder conf/base. */
    static TinyProject of(Path root, Class<? extends JedroProject> project) {
        TinyProject tiny = new TinyProject(root);
        return tiny.file("jedro.yml", "name: Tiny\nproject: " + project.getName() + "\n")
                .file("conf/base/parameters.yml", "");
    }

    /** The shop with a catalog, parameters and an order. */
    static TinyProject shop(Path root) {
        return of(root, ShopProject.class)
                .file("conf/base/catalog.yml", """
                        orders:
                          type: Text
                          filepath: data/orders.txt
                        report:
                          type: Text
                          filepath: data/report.txt
                        """)
                .file("conf/base/parameters.yml", """
                        options:
                          min_length: 3
                          stop_words: [a, the]
                        """)
                .file("data/orders.txt", " three apples ");
    }

    /** A project of one pipeline, {@code main}, with an empty catalog. */
    static TinyProject of(Path root, Piece... pieces) {
        return of(root, project -> project.pipeline("main", () -> Pipeline.of(pieces)));
    }

    static TinyProject of(Path root, Consumer<ProjectBuilder> registration) {
        AnyProject.registers(registration);
        return of(root, AnyProject.class);
    }

    TinyProject file(String path, String text) {
        Path file = root.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    Session open() {
        return Jedro.open(root);
    }
}
