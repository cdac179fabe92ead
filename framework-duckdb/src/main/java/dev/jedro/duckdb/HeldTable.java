package dev.jedro.duckdb;

import java.lang.ref.Cleaner;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table in memory that is dropped when no relation holds it any more, or when it is closed. */
final class HeldTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldTable.class);
    private static final Cleaner CLEANER = Cleaner.create();
    private final String name;
    private final Cleaner.Cleanable dropping;

    HeldTable(Database database) {
        this.name = database.newName("jedro_table");
        String drop = "drop table if exists " + sql();
        this.dropping = CLEANER.register(this, () -> drop(database, drop));
    }

    private static void drop(Database database, String sql) {
        if (database.isClosed()) {
            return;
        }
        try {
            database.execute(sql);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("not dropped, the engine frees it when it closes", e);
        }
    }

    String name() {
        return name;
    }

    String sql() {
        return Database.SCHEMA + '.' + Sql.name(name);
    }

    @Override
    public void close() {
        dropping.clean();
    }
}
