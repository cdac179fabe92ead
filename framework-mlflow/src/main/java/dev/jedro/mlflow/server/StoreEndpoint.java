package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.client.Endpoint;
import dev.jedro.mlflow.store.FileTrackingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A store of this process behind MLflow's API, without a socket: what {@link TrackingServer} does, but a run on a laptop need not start a server and a client to write files.
 *
 * <p>Calls are answered by threads of its own: a thread that is interrupted while it waits must not break off a file, or the locks that all share.
 */
public final class StoreEndpoint implements Endpoint, AutoCloseable {
    private static final String PREFIX = "/api/2.0/mlflow/";
    private final RestApi api;
    private final String shown;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mlflow-store");
        thread.setDaemon(true);
        return thread;
    });

    private StoreEndpoint(RestApi api, String shown) {
        this.api = api;
        this.shown = shown;
    }

    /** Makes the store if it does not exist. */
    public static StoreEndpoint open(Path folder) {
        FileTrackingStore store = FileTrackingStore.open(folder);
        ArtifactPlaces places = new ArtifactPlaces(store, false);
        return new StoreEndpoint(new RestApi(store, places, new ArtifactCalls(store, places)), folder.toString());
    }

    @Override
    public Answer exchange(Request request) throws IOException, InterruptedException {
        if (Thread.interrupted()) { // the answer may be there before anybody looks whether the thread was interrupted
            throw new InterruptedException();
        }
        try {
            return threads.submit(() -> answer(request)).get();
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Answer answer(Request request) {
        RestApi.Reply reply;
        try {
            String[] path = request.path().split("\\?", 2);
            String route = path[0].startsWith(PREFIX) ? path[0].substring(PREFIX.length()) : "";
            Routes.Plain handler = api.handler(request.method(), route);
            ObjectNode params = Params.query(path.length > 1 ? path[1] : null);
            if (request.body() instanceof ObjectNode object) {
                params.setAll(object);
            }
            reply = new RestApi.Reply(200, handler.answer(new Params(params)));
        } catch (RuntimeException e) {
            reply = RestApi.failure(e, request.toString());
        }
        return new Answer(reply.status(), reply.body(), null);
    }

    @Override
    public String shown() {
        return shown;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
