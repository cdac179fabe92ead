package dev.jedro.spark.table;

import dev.jedro.spark.SparkProject;
import java.nio.file.Path;

class LocalManagedTableTest extends ManagedTableContract {
    @Override
    SparkProject project(Path folder) {
        return SparkProject.local(folder);
    }
}
