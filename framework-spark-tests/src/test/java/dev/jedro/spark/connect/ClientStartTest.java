package dev.jedro.spark.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientStartTest {
    @Test
    void makesAClientWithoutAServer() {
        assertThat(ClientStart.make()).isTrue();
    }
}
