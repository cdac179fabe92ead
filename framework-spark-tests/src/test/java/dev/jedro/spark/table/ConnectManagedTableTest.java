package dev.jedro.spark.table;

import dev.jedro.spark.SparkProject;
import java.nio.file.Path;

class ConnectManagedTableTest extends ManagedTableContract {
    @Override
    SparkProject project(Path folder) {
        return SparkProject.connect(folder, "");
    }
}
