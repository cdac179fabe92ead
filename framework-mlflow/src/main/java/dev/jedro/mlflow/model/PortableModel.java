package dev.jedro.mlflow.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A model that is no record and keeps itself in files, as libraries do that bring a format of their own. Beside {@link #save} its class has a method that makes it again:
 *
 * <pre>{@code
 * final class Forest implements PortableModel {
 *     public void save(Path folder) throws IOException { … }
 *     public static Forest load(Path folder) throws IOException { … }
 * }
 * }</pre>
 *
 * Only the class that a node asks for is ever made, whatever the files say: a model from elsewhere cannot bring code along, as it could with Java's serialisation.
 */
public interface PortableModel {

    /**
     * Writes its files.
     *
     * @param folder is there and empty; what is in it may be read on another system
     */
    void save(Path folder) throws IOException;
}
