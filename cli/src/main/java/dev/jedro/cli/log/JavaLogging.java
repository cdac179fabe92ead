package dev.jedro.cli.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends what is logged by {@code java.util.logging}, as database drivers do, to SLF4J, where secrets are masked; from level INFO on. {@link LogManager} makes one of this class when something logs that
 * way first, so that processes in which nothing does pay nothing.
 */
public final class JavaLogging {
    private static final String CONFIGURATION_CLASS = "java.util.logging.config.class";
    private static final String CONFIGURATION_FILE = "java.util.logging.config.file";

    /** Called by {@link LogManager}. */
    public JavaLogging() throws IOException {
        String configuration = "handlers=" + SLF4JBridgeHandler.class.getName() + "\n.level=INFO\n";
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
    }

    /** To be called before anything logs. What a user has configured stays. */
    static void send() {
        if (System.getProperty(CONFIGURATION_CLASS) == null && System.getProperty(CONFIGURATION_FILE) == null) {
            System.setProperty(CONFIGURATION_CLASS, JavaLogging.class.getName());
        }
    }
}
