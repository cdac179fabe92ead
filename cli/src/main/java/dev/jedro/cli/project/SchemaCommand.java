package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives editors what they need to complete and check the configuration files. */
@Command(
        name = "schema",
        description =
                "Write JSON Schemas of catalog.yml, parameters.yml and jedro.yml to .jedro/schema, where the editor settings of the starters look for them.",
        sortOptions = false)
final class SchemaCommand implements Callable<Integer> {
    static final String FOLDER = ".jedro/schema";
    private final Workplace workplace;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Print this one instead: catalog, parameters or jedro.")
    @Nullable
    String name;

    @Mixin
    SessionOptions options = new SessionOptions();

    SchemaCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("schema", options, session -> {
            String wanted = name;
            if (wanted == null) {
                session.schemas().forEach(this::write);
            } else {
                workplace.out().println(Json.text(schema(session, wanted)));
            }
            return ExitCode.OK;
        });
    }

    private static Map<String, Object> schema(Session session, String wanted) {
        Map<String, Map<String, Object>> schemas = session.schemas();
        Map<String, Object> schema = schemas.get(wanted);
        if (schema == null) {
            throw new JedroException(Problem.error(CliCode.UNKNOWN_NAME, "There is no schema of '" + wanted + "'.")
                    .at(Place.of("jedro schema"))
                    .near(NearNames.of(wanted, schemas.keySet()))
                    .fix("use one of: " + String.join(", ", schemas.keySet())));
        }
        return schema;
    }

    private void write(String file, Map<String, Object> schema) {
        Path target = workplace.root().resolve(FOLDER).resolve(file + ".json");
        try {
            Files.createDirectories(target.getParent());
            Path half = Files.createTempFile(target.getParent(), file, ".tmp");
            Files.writeString(half, Json.text(schema) + "\n", StandardCharsets.UTF_8);
            Files.move(half, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(CliCode.CANNOT_WRITE, "The schema cannot be written: " + e)
                            .at(Place.of(FOLDER + "/" + file + ".json"))
                            .fix("make the folder writable, or print it: jedro schema " + file),
                    e);
        }
        workplace.out().println(FOLDER + "/" + file + ".json");
    }
}
