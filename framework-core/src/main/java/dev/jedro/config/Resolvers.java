package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.ConfigResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers <code>${name:…}</code>: globals, runtime parameters, environment variables, and the resolvers of plug-ins. */
final class Resolvers {
    private static final List<String> BUILT_IN = List.of("globals", "runtime_params", "env", "oc.env");
    private static final Pattern LIKE_A_SECRET = Pattern.compile(
            ".*(TOKEN|SECRET|PASSW|PWD|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_KEY).*", Pattern.CASE_INSENSITIVE);

    private final Supplier<ConfigMap> globals;
    private final ConfigMap runtimeParams;
    private final Map<String, String> variables;
    private final boolean variablesEverywhere;
    private final CustomResolvers custom;
    private final SecretBook secrets;
    private final Set<String> references = ConcurrentHashMap.newKeySet();

    Resolvers(ConfigOptions options, Supplier<ConfigMap> globals, SecretBook secrets) {
        this.globals = globals;
        this.runtimeParams = options.runtimeParams();
        this.variables = options.variables().values();
        this.variablesEverywhere = options.variables().everywhere();
        this.custom = new CustomResolvers(options.resolvers());
        this.secrets = secrets;
    }

    /** Where every secret is noted that is read or resolved. */
    SecretBook secrets() {
        return secrets;
    }

    /** Keeps in mind that an interpolation reads a key, so that it does not count as unused. */
    void noteReference(String section, String path) {
        references.add(section + ":" + path);
    }

    /** The paths in a section that interpolations resolved so far have read. */
    Set<String> references(String section) {
        Set<String> paths = new TreeSet<>();
        for (String reference : references) {
            if (reference.startsWith(section + ":")) {
                paths.add(reference.substring(section.length() + 1));
            }
        }
        return paths;
    }

    /**
     * One call.
     *
     * @param credentials whether it stands in the credentials
     */
    record Question(
            Template.Call call, List<@Nullable Object> arguments, Place place, boolean credentials, Trail trail) {
        String key() {
            return arguments.isEmpty() ? "" : String.valueOf(arguments.get(0));
        }
    }

    /** What a call gives, and where that is written. */
    record Answer(ConfigValue value, Place place) {}

    /** @throws JedroException if there is no answer */
    Answer answer(Question question) {
        return switch (question.call().name()) {
            case "globals" -> global(question);
            case "runtime_params" -> runtimeParam(question);
            case "env", "oc.env" -> variable(question);
            default -> custom(question);
        };
    }

    private Answer global(Question question) {
        if (question.key().startsWith("_")) {
            throw new JedroException(Problem.error(
                            ConfigCode.HIDDEN_GLOBAL,
                            "The global '" + question.key() + "' starts with '_': such keys are for anchors only")
                    .at(question.place())
                    .fix("rename the global without the '_'"));
        }
        noteReference("globals", question.key());
        return keyed(question, globals.get(), ConfigCode.UNKNOWN_GLOBAL, "global");
    }

    private Answer runtimeParam(Question question) {
        noteReference("runtime_params", question.key());
        return keyed(question, runtimeParams, ConfigCode.MISSING_PARAM, "runtime parameter");
    }

    private static Answer keyed(Question question, ConfigMap from, ConfigCode code, String noun) {
        requireKey(question);
        ConfigEntry entry = ConfigPath.find(from, question.key(), question.trail());
        if (entry != null) {
            return new Answer(entry.value(question.trail()), entry.raw().place());
        }
        if (question.arguments().size() > 1) {
            return fallback(question);
        }
        throw missing(question, code, noun, from);
    }

    private static JedroException missing(Question question, ConfigCode code, String noun, ConfigMap from) {
        String key = question.key();
        List<String> near =
                NearNames.of(key, ConfigLeaves.of(from).keySet()).stream().toList();
        return new JedroException(Problem.error(
                        code,
                        "The " + noun + " '" + key + "' is not given, and "
                                + question.call().written() + " has no default")
                .at(question.place())
                .near(near)
                .fix(
                        code == ConfigCode.UNKNOWN_GLOBAL
                                ? "add '" + key + "' to globals.yml"
                                : "run with --params " + key + "=…")
                .fix("give a default: ${" + question.call().name() + ":" + key + ",…}"));
    }

    private static Answer fallback(Question question) {
        return new Answer(ConfigValue.of(question.arguments().get(1), question.place()), question.place());
    }

    private Answer variable(Question question) {
        ConfigResolver own = custom.find(question.call().name());
        if (own != null) {
            return asked(own, question);
        }
        requireKey(question);
        String name = question.key();
        if (!question.credentials() && !variablesEverywhere) {
            throw new JedroException(Problem.error(
                            ConfigCode.VARIABLE_NOT_ALLOWED,
                            question.call().written()
                                    + " reads an environment variable, which only credentials files may do")
                    .at(question.place())
                    .fix("use ${runtime_params:…} or ${globals:…}")
                    .fix("allow environment variables everywhere in the project class"));
        }
        String value = variables.get(name);
        if (value != null) {
            Place place = Place.of("environment variable " + name);
            boolean secret =
                    question.credentials() || LIKE_A_SECRET.matcher(name).matches();
            return new Answer(new ConfigScalar(value, value, place, secret, false), place);
        }
        if (question.arguments().size() > 1) {
            return fallback(question);
        }
        throw new JedroException(Problem.error(
                        ConfigCode.MISSING_VARIABLE,
                        "The environment variable '" + name + "' is not set, and "
                                + question.call().written() + " has no default")
                .at(question.place())
                .near(NearNames.of(name, variables.keySet()))
                .fix("set it: export " + name + "=…")
                .fix("give a default: ${env:" + name + ",…}"));
    }

    private Answer custom(Question question) {
        ConfigResolver found = custom.find(question.call().name());
        if (found != null) {
            return asked(found, question);
        }
        List<String> known = new ArrayList<>(BUILT_IN);
        known.addAll(custom.names());
        throw new JedroException(Problem.error(
                        ConfigCode.UNKNOWN_RESOLVER,
                        question.call().written() + " asks the resolver '"
                                + question.call().name() + "', which does not exist")
                .at(question.place())
                .near(NearNames.of(question.call().name(), known))
                .fix("use one of: " + String.join(", ", known))
                .fix("write \\${ for the characters themselves"));
    }

    @SuppressWarnings("IllegalCatch") // plug-ins may throw anything; the user has to see where it was asked for
    private static Answer asked(ConfigResolver resolver, Question question) {
        try {
            Object value = resolver.resolve(question.arguments());
            return new Answer(ConfigValue.of(value, question.place()), Place.of("resolver " + resolver.name()));
        } catch (JedroException e) {
            throw e;
        } catch (Exception | LinkageError | AssertionError e) {
            String message = e.getMessage();
            String why = e instanceof Error
                    ? e.toString()
                    : message == null ? e.getClass().getSimpleName() : message;
            throw new JedroException(
                    Problem.error(ConfigCode.RESOLVER_FAILED, "The resolver '" + resolver.name() + "' failed: " + why)
                            .at(question.place())
                            .fix("check the arguments of " + question.call().written()),
                    e);
        }
    }

    private static void requireKey(Question question) {
        if (question.key().isEmpty() || question.arguments().size() > 2) {
            throw new JedroException(Problem.error(
                            ConfigCode.INTERPOLATION,
                            question.call().written() + " needs a key and may have one default")
                    .at(question.place())
                    .fix("write ${" + question.call().name() + ":key} or ${"
                            + question.call().name() + ":key,default}")
                    .fix("put quotes around a default that contains a comma"));
        }
    }
}
