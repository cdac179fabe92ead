package dev.jedro.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that docs/errors.md lists the codes of all modules; with {@code -Djedro.docs.write=true} it writes the page. */
class ErrorCodesPageTest {
    private static final Path PAGE = Path.of("../docs/errors.md");

    @Test
    void listsAllCodesAsTheyAre(@TempDir Path folder) throws IOException {
        List<Code> codes = ErrorCodes.compiledInto(folder);
        assertThat(codes).hasSizeGreaterThan(100).extracting(Code::id).doesNotHaveDuplicates();
        String page = ErrorCodes.page(codes);
        if (Boolean.getBoolean("jedro.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("write it with: mvn test -pl framework-core -Dtest=ErrorCodesPageTest -Djedro.docs.write=true")
                .isEqualTo(page);
    }
}
