package org.apache.spark.ml.util;

import org.apache.spark.sql.SparkSession;

/** Stands for a class of Spark's machine learning, which the server asks for when a session ends and which is not needed otherwise. */
public final class ConnectHelper {

    public ConnectHelper(SparkSession session) {}

    public String uid() {
        return "none";
    }
}
