package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves the interpolations of one scalar. */
final class Evaluation {
    private static final int LONGEST_TEXT = 1_000_000;

    private final ConfigScalar written;
    private final Scope scope;
    private final Trail trail;
    private final List<Explanation.Step> steps = new ArrayList<>();
    private boolean secret;

    Evaluation(ConfigScalar written, Scope scope, Trail trail) {
        this.written = written;
        this.scope = scope;
        this.trail = trail;
        this.secret = written.secret();
    }

    ConfigEntry.Resolved resolved() {
        Template template = Template.parse(written);
        ConfigValue value;
        if (template.isWhole()) {
            ConfigValue found = value(template.parts().get(0));
            settle(found);
            if (found instanceof ConfigScalar scalar) {
                value = here(scalar.value(), scalar.text());
            } else {
                value = secret ? Tree.secret(found) : found;
            }
        } else {
            String text = text(template);
            value = here(text, text);
        }
        scope.tree().resolvers().secrets().note(value);
        return new ConfigEntry.Resolved(value, List.copyOf(steps));
    }

    /** A scalar in the place of the written one: that is where the user looks for it. */
    private ConfigScalar here(@Nullable Object value, String text) {
        return new ConfigScalar(value, text, written.place(), secret, false);
    }

    /** Resolves all beneath, so that a map that holds itself is found to be a cycle. */
    private void settle(ConfigValue value) {
        trail.visit(written.place());
        if (value instanceof ConfigMap map) {
            map.rawEntries().values().forEach(entry -> settle(entry.value(trail)));
        } else if (value instanceof ConfigList list) {
            list.rawItems().forEach(item -> settle(item.value(trail)));
        }
    }

    private String text(Template template) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            text.append(part instanceof Template.Literal literal ? literal.text() : insideText(part));
            if (text.length() > LONGEST_TEXT) {
                throw new JedroException(Problem.error(
                                ConfigCode.TOO_LARGE,
                                "Interpolation makes a text of more than " + LONGEST_TEXT + " characters")
                        .at(written.place())
                        .fix("refer to shorter values"));
            }
        }
        return text.toString();
    }

    private String insideText(Template.Part part) {
        if (value(part) instanceof ConfigScalar scalar) {
            return scalar.value() == null ? "null" : scalar.text();
        }
        String expression = writtenAs(part);
        throw new JedroException(
                Problem.error(ConfigCode.NOT_TEXT, expression + " is a map or list, which cannot stand inside a text")
                        .at(place(part))
                        .fix("write " + expression + " alone as the value, or name a key in it"));
    }

    private ConfigValue value(Template.Part part) {
        ConfigValue value =
                part instanceof Template.Reference reference ? referred(reference) : called((Template.Call) part);
        if (value instanceof ConfigScalar scalar && scalar.secret()) {
            secret = true;
        }
        scope.tree().resolvers().secrets().note(value);
        return value;
    }

    private ConfigValue referred(Template.Reference reference) {
        String path = text(reference.path());
        String absolute = absolute(path, reference);
        ConfigMap root = scope.tree().root();
        ConfigEntry entry = absolute.isEmpty() ? null : ConfigPath.find(root, absolute, trail);
        if (entry == null) {
            throw unknownKey(reference, absolute, root);
        }
        scope.tree().resolvers().noteReference(scope.tree().section(), absolute);
        ConfigValue value = entry.value(trail);
        steps.add(new Explanation.Step(reference.written(), value, entry.raw().place()));
        steps.addAll(entry.steps());
        return value;
    }

    /** {@code .x} is a neighbour, {@code ..x} a neighbour of the container, and so on. */
    private String absolute(String path, Template.Reference reference) {
        if (!path.startsWith(".")) {
            return path;
        }
        Scope around = scope;
        int dots = 1;
        while (dots < path.length() && path.charAt(dots) == '.') {
            if (around.up() == null) {
                throw unknownKey(reference, path, scope.tree().root());
            }
            around = around.up();
            dots++;
        }
        return around.pathOf(path.substring(dots));
    }

    private JedroException unknownKey(Template.Reference reference, String path, ConfigMap root) {
        ConfigMap deepest = ConfigPath.deepest(root, path, trail);
        List<String> near = NearNames.of(path.substring(path.lastIndexOf('.') + 1), deepest.keys()).stream()
                .map(key -> key + " (" + deepest.keyPlace(key) + ")")
                .toList();
        return new JedroException(Problem.error(
                        ConfigCode.UNKNOWN_KEY,
                        "The interpolation " + reference.written() + " names the key '" + path
                                + "', which does not exist")
                .at(place(reference))
                .near(near)
                .fix("correct the key, or define '" + path + "' in the same environment's files of this section")
                .fix("write ${globals:" + path + "} for a global, ${runtime_params:" + path
                        + "} for a runtime parameter"));
    }

    private ConfigValue called(Template.Call call) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Template.Argument argument : call.arguments()) {
            arguments.add(argument(argument));
        }
        Resolvers.Answer answer = scope.tree()
                .resolvers()
                .answer(new Resolvers.Question(call, arguments, place(call), written.secret(), trail));
        steps.add(new Explanation.Step(call.written(), answer.value(), answer.place()));
        return answer.value();
    }

    private @Nullable Object argument(Template.Argument argument) {
        Template template = argument.value();
        if (template.isWhole()) {
            ConfigValue value = value(template.parts().get(0));
            settle(value);
            return argument.quoted() && value instanceof ConfigScalar scalar ? scalar.text() : value.toJava();
        }
        String text = text(template);
        return argument.quoted() ? text : YamlFlow.value(text, written.place()).toJava();
    }

    private static String writtenAs(Template.Part part) {
        if (part instanceof Template.Reference reference) {
            return reference.written();
        }
        return part instanceof Template.Call call ? call.written() : ((Template.Literal) part).text();
    }

    /** The place of the <code>${</code>, if the text is written on one line. */
    private Place place(Template.Part part) {
        int start = part instanceof Template.Reference reference
                ? reference.start()
                : part instanceof Template.Call call ? call.start() : 0;
        return written.placeOf(start);
    }
}
