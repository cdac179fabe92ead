package shop;

import dev.jedro.catalog.Dataset;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Each save adds a line to a file; the number of the line is the version. Read-only unless {@code writable}. */
public final class LedgerType implements DatasetType<LedgerType.Options> {

    public record Options(String path, Optional<Boolean> writable, Optional<Integer> version) {}

    @Override
    public String name() {
        return "shop.Ledger";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "String";
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return type == String.class;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return type == String.class;
    }

    @Override
    public Optional<String> readOnly(Options options) {
        return options.writable().orElse(false) ? Optional.empty() : Optional.of("add 'writable: true'");
    }

    @Override
    public boolean versionsItself(Options options) {
        return true;
    }

    @Override
    public Optional<String> wrongVersion(Options options, String version) {
        return version.matches("[1-9][0-9]*") ? Optional.empty() : Optional.of("the number of a line");
    }

    @Override
    public Dataset<String> open(Options options, Type type, DatasetContext context) {
        Path file = context.resolve(options.path());
        return new Dataset<>() {
            @Override
            public String load() throws Exception {
                List<String> lines = Files.readAllLines(file);
                int version = context.loadVersion()
                        .map(Integer::valueOf)
                        .or(options::version)
                        .orElse(lines.size());
                return lines.get(version - 1);
            }

            @Override
            public void save(String value) throws Exception {
                Files.createDirectories(file.getParent());
                Files.writeString(file, value + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                context.reportVersion(Integer.toString(Files.readAllLines(file).size()));
            }

            @Override
            public boolean exists() {
                return Files.exists(file);
            }
        };
    }
}
