package dev.jedro.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogsTest {
    @Test
    void sparkSaysOnlyWhatFailsAndJedroWhatItDoes() {
        List<String> said = new ArrayList<>();
        LoggerContext context = new LoggerContext();
        Logs.attach(context, new LogLines(said::add, false, text -> text.replace("planted", "*****")));

        context.getLogger("org.apache.spark.SparkContext").info("Running Spark version 4.2.0");
        context.getLogger("org.apache.hadoop.util.NativeCodeLoader").warn("Unable to load native-hadoop library");
        context.getLogger("io.delta.Anything").warn("something");
        context.getLogger("org.apache.spark.storage.DiskBlockManager").error("no folder, planted");
        context.getLogger("org.apache.spark.executor.Executor")
                .error("Exception in task 0.0", new IllegalStateException());
        context.getLogger("org.apache.spark.sql.execution.datasources.v2.AppendDataExec")
                .error("is aborting");
        context.getLogger("jedro.spark").warn("FALLING BACK");

        assertThat(said).hasSize(2);
        assertThat(said.get(0)).endsWith("ERROR DiskBlockManager: no folder, *****");
        assertThat(said.get(1)).endsWith("WARN  FALLING BACK");
    }
}
