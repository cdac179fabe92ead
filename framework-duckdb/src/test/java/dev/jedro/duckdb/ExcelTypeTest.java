package dev.jedro.duckdb;

import dev.jedro.spi.DatasetType;

class ExcelTypeTest extends FileDatasetContract {

    @Override
    protected DatasetType<?> datasetType() {
        return new ExcelType();
    }

    @Override
    String filepath() {
        return "data/a.xlsx";
    }
}
