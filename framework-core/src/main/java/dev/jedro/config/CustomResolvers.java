package dev.jedro.config;

import dev.jedro.problem.Services;
import dev.jedro.spi.ConfigResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resolvers handed over in code, and behind them those on the class path, which are looked for only when a name is not known. */
final class CustomResolvers {
    private final Map<String, ConfigResolver> byName = new LinkedHashMap<>();
    private boolean searched;

    CustomResolvers(List<ConfigResolver> given) {
        given.forEach(resolver -> byName.put(resolver.name(), resolver));
    }

    @Nullable
    ConfigResolver find(String name) {
        ConfigResolver found = byName.get(name);
        if (found == null && !searched) {
            searched = true;
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Services.found(ConfigResolver.class, loader, ConfigCode.BROKEN_PLUG_IN)
                    .forEach(resolver -> byName.putIfAbsent(resolver.name(), resolver));
            found = byName.get(name);
        }
        return found;
    }

    Set<String> names() {
        return byName.keySet();
    }
}
