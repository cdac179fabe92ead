package dev.jedro.run;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigValue;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Param;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters that the nodes of a run take, each bound once to each type that a node declares for it. */
final class ParameterValues {
    private final ConfigMap parameters;
    private final Map<String, Object> handedIn;
    private final Map<TypedName, Optional<Object>> bound = new HashMap<>();

    /** Told once, though many nodes may take it. */
    private final Set<String> refused = new HashSet<>();

    /** @param handedIn values by key, that take the place of what the configuration says */
    ParameterValues(ConfigMap parameters, Map<String, Object> handedIn) {
        this.parameters = parameters;
        this.handedIn = handedIn;
    }

    /** Binds the parameter that is one input of a node, unless another node has asked for the same. */
    void bind(Param<?> param, Type type, Node node, int input, Problems into) {
        TypedName key = new TypedName(param.key(), type);
        if (handedIn.containsKey(param.key())) {
            bound.put(key, Optional.ofNullable(handedIn.get(param.key())));
            return;
        }
        if (bound.getOrDefault(key, Optional.empty()).isPresent()) {
            return;
        }
        try {
            Optional<ConfigValue> value = value(param);
            boolean isNull = value.orElse(null) instanceof ConfigScalar scalar && scalar.value() == null;
            if (isNull && refusesNull(type, node, input)) {
                refuse(param, value.orElseThrow(), TypeText.raw(type), node, into);
                return;
            }
            if (bound.putIfAbsent(key, Optional.empty()) != null || (isNull && type == Object.class)) {
                return;
            }
            if (value.isEmpty()) {
                into.add(missing(param, node));
                return;
            }
            Problems own = new Problems();
            bound.put(key, Binder.bind(value.get(), type, own));
            own.all().forEach(problem -> into.add(problem.at(node.place())));
        } catch (JedroException e) {
            if (refused.add(param.key())) {
                into.addAll(e.problems());
            }
        }
    }

    private Optional<ConfigValue> value(Param<?> param) {
        return param.isWhole() ? Optional.of(parameters) : parameters.at(param.name());
    }

    /** A record means that its keys are wanted, and a primitive argument cannot be null; any other argument may be. */
    private static boolean refusesNull(Type type, Node node, int input) {
        return TypeText.raw(type).isRecord() || node.takesPrimitive(input);
    }

    private void refuse(Param<?> param, ConfigValue value, Class<?> wanted, Node node, Problems into) {
        if (!refused.add(param.key())) {
            return;
        }
        try {
            Binder.bind(value, wanted);
        } catch (JedroException e) {
            e.problems().forEach(problem -> into.add(problem.at(node.place()).fix("let the method take an Optional")));
        }
    }

    /** The value; null where the configuration says null and the type allows it. */
    @Nullable
    Object get(Param<?> param, Type type) {
        return bound.getOrDefault(new TypedName(param.key(), type), Optional.empty())
                .orElse(null);
    }

    private Problem missing(Param<?> param, Node node) {
        List<String> known = new ArrayList<>();
        paths(parameters, "", known);
        List<String> near = NearNames.of(param.name(), known);
        Problem problem = Problem.error(
                        RunCode.PARAMETER_MISSING,
                        "Node '" + node.name() + "' uses the parameter '" + param.name()
                                + "', which conf/ does not define.")
                .at(node.place())
                .at(param.place())
                .near(near.stream()
                        .map(name -> name + " ("
                                + parameters.at(name).orElse(parameters).place() + ")")
                        .toList());
        if (param.name().equals("parameters")) {
            return problem.fix("write Param.parameters() for all parameters together");
        }
        Optional<String> outside = Outside.name(node, param.name(), known::contains);
        if (outside.isPresent()) {
            return problem.fix(Outside.fix(node, outside.get()))
                    .fix("add '" + param.name() + "' to conf/base/parameters.yml");
        }
        return near.isEmpty()
                ? problem.fix("add '" + param.name() + "' to conf/base/parameters.yml")
                : problem.fix("rename the Param in " + param.place() + " to \"" + near.get(0) + "\"")
                        .fix("add '" + param.name() + "' to conf/base/parameters.yml");
    }

    private static void paths(ConfigMap map, String prefix, List<String> into) {
        for (String key : map.keys()) {
            into.add(prefix + key);
            if (map.get(key).orElse(null) instanceof ConfigMap inner) {
                paths(inner, prefix + key + ".", into);
            }
        }
    }
}
