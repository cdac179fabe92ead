package dev.jedro.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return of(root, shop.ShopProject.class)
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
