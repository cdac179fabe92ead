package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class UserHomeTest {
    private static final Path JAVAS = Path.of(System.getProperty("user.home"));

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isTheFolderThatTheEnvironmentNames() {
        assertThat(UserHome.folder(Map.of("HOME", "/home/ada"))).isEqualTo(Path.of("/home/ada"));
    }

    @Test
    void isJavasWhereTheEnvironmentNamesNone() {
        assertThat(UserHome.folder(Map.of())).isEqualTo(JAVAS);
        assertThat(UserHome.folder(Map.of("HOME", " "))).isEqualTo(JAVAS);
    }

    @Test
    void isMeantByATildeAtTheBeginOfAPathOnly() {
        String home = UserHome.folder().toString();
        assertThat(UserHome.expanded("~")).isEqualTo(home);
        assertThat(UserHome.expanded("~/data")).isEqualTo(home + "/data");
        assertThat(UserHome.expanded("~data")).isEqualTo("~data");
        assertThat(UserHome.expanded("data/~/x")).isEqualTo("data/~/x");
    }
}
