package dev.jedro.cli.project;

import dev.jedro.hook.Hook;
import dev.jedro.hook.ProjectOpened;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** A project that lets the password of its credentials slip wherever it can. */
public final class Talkative implements JedroProject {
    private String password = "";

    @Override
    public void configure(ProjectBuilder project) {
        project.hook(new Hook() {
            @Override
            public void projectOpened(ProjectOpened e) {
                password = String.valueOf(e.config()
                        .credentials()
                        .at("shop.password")
                        .orElseThrow()
                        .toJava());
                LoggerFactory.getLogger("shop")
                        .info("connect with {}", password, new IllegalStateException("as " + password));
                // As database drivers do.
                Logger.getLogger("org.acme.Driver").warning("not a URL: jdbc:acme?password=" + password);
            }
        });
        project.pipeline("talks", () -> {
            throw new IllegalStateException("no pipeline for " + password);
        });
    }
}
