package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.refs.DataClass;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Session;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints, checks or writes the class of constants that name the catalog's datasets. */
@Command(
        name = "refs",
        description =
                "Print the class of typed constants with one for each dataset of the catalog; with --write, add those that"
                        + " are missing. What is there is never changed.",
        sortOptions = false)
final class CatalogRefsCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Option(names = "--write", description = "Add the missing constants to the class, or make it.")
    boolean write;

    @Option(names = "--check", description = "Write nothing; tell what is missing, and end with 2 if anything is.")
    boolean check;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "The class; 'Data' if not given. Without a package, in that of the project class.")
    @Nullable
    String className;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    CatalogRefsCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        if (write && check) {
            throw new JedroException(Problem.error(
                            CliCode.CONFLICTING_OPTIONS, "Options '--write' and '--check' cannot be used together.")
                    .at(Place.of("--check"))
                    .fix("leave one of them out"));
        }
        return workplace.inSession("catalog refs", options, session -> {
            try {
                return refs(session);
            } catch (IOException e) {
                throw new JedroException(
                        Problem.error(CliCode.CANNOT_WRITE, "The constants cannot be read or written: " + e)
                                .at(Place.of("src/main/java"))
                                .fix("look at the rights of the folder and the free space"),
                        e);
            }
        });
    }

    private int refs(Session session) throws IOException {
        DataClass data = DataClass.read(workplace.root(), qualifiedName(session));
        DataClass.Update update =
                data.update(session.catalogDefinition(), session.pipelines().values());
        List<DataClass.Constant> missing = update.missing();
        if (write && !missing.isEmpty()) {
            data.write(update);
        }
        if (format == Format.JSON) {
            workplace.out().println(Json.text(json(data, update)));
        } else if (write || check) {
            tell(data, missing);
        } else {
            workplace.out().print(update.text());
            if (!missing.isEmpty()) {
                workplace.screen().accept(count(missing) + " not in " + data.file() + " yet: " + fields(missing));
                workplace
                        .screen()
                        .accept("Write " + (missing.size() == 1 ? "it" : "them") + " with:  jedro catalog refs --write"
                                + classOption());
            }
        }
        update.hidden()
                .forEach((dataset, type) -> workplace
                        .screen()
                        .accept("No constant for '" + dataset + "': " + data.file() + " cannot see " + type + "."));
        if (check && !missing.isEmpty()) {
            throw new JedroException(problem(data, missing));
        }
        return ExitCode.OK;
    }

    private void tell(DataClass data, List<DataClass.Constant> missing) {
        if (missing.isEmpty()) {
            workplace.out().println("Every dataset of the catalog has its constant.");
        } else if (write) {
            workplace.out().println((data.exists() ? "Added to " : "Made ") + data.file() + ":");
            missing.forEach(constant ->
                    workplace.out().println("  Ref<" + constant.type().orElseThrow() + "> " + constant.field()));
            missing.stream()
                    .filter(constant -> constant.type().orElseThrow().equals("Object"))
                    .forEach(constant -> workplace
                            .screen()
                            .accept("Nothing tells the type of " + constant.field()
                                    + ": write that of your node instead of Object."));
        }
    }

    private Problem problem(DataClass data, List<DataClass.Constant> missing) {
        Problem problem = Problem.error(
                CliCode.MISSING_REFS,
                count(missing) + " not in " + data.file() + " or elsewhere in the code: " + fields(missing) + ".");
        for (DataClass.Constant constant : missing) {
            problem = problem.at(constant.entry());
        }
        return problem.fix("add them with: jedro catalog refs --write" + classOption());
    }

    private static String count(List<DataClass.Constant> missing) {
        return missing.size() == 1 ? "1 constant is" : missing.size() + " constants are";
    }

    private static String fields(List<DataClass.Constant> missing) {
        return missing.stream().map(DataClass.Constant::field).collect(Collectors.joining(", "));
    }

    private String classOption() {
        return className == null ? "" : " --class " + className;
    }

    private String qualifiedName(Session session) {
        String name = className == null ? "Data" : className;
        if (!SourceVersion.isName(name)) {
            throw new JedroException(Problem.error(CliCode.BAD_OPTION, "'" + name + "' is not the name of a class.")
                    .at(Place.of("--class"))
                    .fix("write a name such as Data, or with its package: com.acme.Data"));
        }
        String projectClass = session.project().project();
        int dot = projectClass.lastIndexOf('.');
        return name.contains(".") || dot < 0 ? name : projectClass.substring(0, dot + 1) + name;
    }

    private static Map<String, Object> json(DataClass data, DataClass.Update update) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", data.file());
        json.put(
                "constants",
                update.constants().stream().map(CatalogRefsCommand::json).toList());
        json.put("hidden", update.hidden());
        return json;
    }

    private static Map<String, Object> json(DataClass.Constant constant) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", constant.dataset());
        json.put("constant", constant.field());
        json.put("missing", constant.declared().isEmpty());
        constant.declared().ifPresent(place -> json.put("place", place.toString()));
        constant.type().ifPresent(type -> json.put("type", type));
        json.put("entry", constant.entry().toString());
        return json;
    }
}
