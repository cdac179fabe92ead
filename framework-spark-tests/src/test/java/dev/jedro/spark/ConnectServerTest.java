package dev.jedro.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.spark.server.Call;
import dev.jedro.spark.server.ConnectServer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The server that other tests rely on. */
@OnTheServer
class ConnectServerTest {
    @Test
    void answersAndWritesDownWhatItIsAsked() throws Exception {
        ConnectServer server = ConnectServer.shared();
        try (SparkSession spark = new org.apache.spark.sql.connect.SparkSession.Builder()
                .remote(server.url() + "/;x-planted=here")
                .create()) {
            assertThat(spark.range(7).count()).isEqualTo(7);
        }
        assertThat(server.calls())
                .filteredOn(call -> "here".equals(call.headers().get("x-planted")))
                .filteredOn(Call::executes)
                .extracting(Call::what)
                .contains("AGGREGATE");
        assertThat(server.headers()).contains(server.calls().get(0).headers());
    }
}
