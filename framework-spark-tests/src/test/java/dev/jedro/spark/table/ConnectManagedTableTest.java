package dev.jedro.spark.table;

import dev.jedro.spark.OnTheServer;
import dev.jedro.spark.SparkProject;
import java.nio.file.Path;

@OnTheServer
class ConnectManagedTableTest extends ManagedTableContract {
    @Override
    SparkProject project(Path folder) {
        return SparkProject.connect(folder, "");
    }
}
