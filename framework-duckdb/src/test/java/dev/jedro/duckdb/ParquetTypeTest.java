package dev.jedro.duckdb;

import dev.jedro.spi.DatasetType;

class ParquetTypeTest extends FileDatasetContract {

    @Override
    protected DatasetType<?> datasetType() {
        return new ParquetType();
    }

    @Override
    String filepath() {
        return "data/a.parquet";
    }
}
