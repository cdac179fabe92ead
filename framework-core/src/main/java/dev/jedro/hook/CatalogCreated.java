package dev.jedro.hook;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ProjectConfig;

/** The catalog is defined; no dataset has been touched. */
public record CatalogCreated(DataCatalog catalog, ProjectConfig config) {}
