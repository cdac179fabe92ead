package dev.jedro.duckdb;

import dev.jedro.spi.DatasetType;

class CsvTypeTest extends FileDatasetContract {

    @Override
    protected DatasetType<?> datasetType() {
        return new CsvType();
    }

    @Override
    String filepath() {
        return "data/a.csv";
    }
}
