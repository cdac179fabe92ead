package dev.jedro.benchmarks;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.config.ConfigOptions;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A catalog of many CSV files, entry for entry the one that Kedro was measured with, in Jedro's words. */
final class LargeCatalog {
    private LargeCatalog() {}

    static void write(Path conf, int entries) throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < entries; i++) {
            yaml.append("ds_").append(i).append(":\n");
            yaml.append("  type: Csv\n");
            yaml.append("  filepath: data/01_raw/ds_").append(i).append(".csv\n");
            yaml.append("  delimiter: ','\n");
            yaml.append("  header: true\n\n");
        }
        Files.createDirectories(conf.resolve("base"));
        Files.createDirectories(conf.resolve("local"));
        Files.writeString(conf.resolve("base/catalog.yml"), yaml);
        Files.writeString(conf.resolve("base/parameters.yml"), "a: 1\n");
    }

    static DataCatalog loadAndBind(Path conf) {
        ProjectConfig config = ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(conf, "conf")));
        Problems problems = new Problems();
        DataCatalog catalog =
                DataCatalog.of(config.catalog(), config.credentials(), DatasetTypes.installed(), problems);
        problems.addAll(catalog.check(List.of()));
        problems.throwIfErrors();
        return catalog;
    }
}
