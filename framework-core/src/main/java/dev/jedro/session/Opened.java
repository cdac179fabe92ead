package dev.jedro.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigSource;
import dev.jedro.hook.Hook;
import java.nio.file.Path;
import java.util.List;

/** What a session is made of. */
record Opened(
        Path root,
        ProjectFile file,
        ProjectBuilder registered,
        ConfigSource conf,
        String env,
        ConfigMap params,
        ConfigMap settings,
        List<Hook> hooks) {}
