package dev.jedro.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.Set;
import java.util.TreeSet;

/** Finds keys that nobody uses, and warns of them: of a whole map where nothing in it is used, else of the keys in it. */
final class UnusedKeys {
    private final TreeSet<String> used;
    private final SessionCode code;
    private final String what;

    /**
     * @param used paths; whatever is at or beneath them is used
     * @param what the warning before the key's path
     */
    UnusedKeys(Set<String> used, SessionCode code, String what) {
        this.used = new TreeSet<>(used);
        this.code = code;
        this.what = what;
    }

    void in(ConfigMap map, Problems into) {
        in(map, "", into);
    }

    private void in(ConfigMap map, String prefix, Problems into) {
        for (String key : map.keys()) {
            String path = prefix + key;
            if (used.contains(path)) {
                continue;
            }
            String beneath = used.ceiling(path + ".");
            boolean partly = beneath != null && beneath.startsWith(path + ".");
            if (partly && map.get(key).orElse(null) instanceof ConfigMap inner) {
                in(inner, path + ".", into);
            } else if (!partly) {
                into.add(Problem.warning(code, what + " '" + path + "'.")
                        .at(map.keyPlace(key))
                        .fix("remove it, or correct a name"));
            }
        }
    }
}
