package dev.jedro.hook;

import dev.jedro.pipeline.Node;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a node can take what a hook replaces its inputs by. */
final class Replacements {
    private Replacements() {}

    /** @throws JedroException that names the hook, if the node has no such input, or does not take such a value */
    static void check(Hook hook, BeforeNode moment, Map<String, ? extends @Nullable Object> replacements) {
        replacements.forEach((key, value) -> {
            if (!moment.inputs().containsKey(key)) {
                throw bad(
                        hook,
                        moment,
                        key,
                        ", which is no input of it",
                        "replace only " + String.join(", ", moment.inputs().keySet()));
            }
            if (value == null) {
                throw bad(
                        hook, moment, key, " by null", "leave '" + key + "' out to let the node have what was loaded");
            }
            Type taken = type(moment.node(), key);
            if (!TypeText.raw(taken).isInstance(value)) {
                throw bad(
                        hook,
                        moment,
                        key,
                        " by a value of type " + value.getClass().getSimpleName() + ", but the node takes "
                                + TypeText.of(taken),
                        "return a value of that type from beforeNode");
            }
        });
    }

    private static Type type(Node node, String key) {
        for (int i = 0; i < node.inputs().size(); i++) {
            if (node.inputs().get(i).key().equals(key)) {
                return node.inputTypes().get(i);
            }
        }
        return Object.class;
    }

    private static JedroException bad(Hook hook, BeforeNode moment, String key, String what, String fix) {
        return new JedroException(Problem.error(
                        HookCode.BAD_REPLACEMENT,
                        "Hook '" + hook.name() + "' replaces '" + key + "' of node '"
                                + moment.node().name() + "'" + what + ".")
                .at(moment.node().place())
                .fix(fix));
    }
}
