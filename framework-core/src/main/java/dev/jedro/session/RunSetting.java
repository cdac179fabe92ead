package dev.jedro.session;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ProjectConfig;

/** Configuration and catalog for one set of parameters. */
record RunSetting(ProjectConfig config, DataCatalog catalog) {}
