package dev.jedro.duckdb;

import dev.jedro.spi.DatasetType;

class JsonTypeTest extends FileDatasetContract {

    @Override
    protected DatasetType<?> datasetType() {
        return new JsonType();
    }

    @Override
    String filepath() {
        return "data/a.json";
    }
}
