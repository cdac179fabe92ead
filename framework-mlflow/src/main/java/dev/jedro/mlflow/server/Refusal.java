package dev.jedro.mlflow.server;

/** A request that is refused before anything is done. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String errorCode;

    Refusal(int status, String errorCode, String message) {
        super(message, null, false, false);
        this.status = status;
        this.errorCode = errorCode;
    }

    static Refusal badValue(String message) {
        return new Refusal(400, "INVALID_PARAMETER_VALUE", message);
    }

    int status() {
        return status;
    }

    /** What MLflow's clients know it by. */
    String errorCode() {
        return errorCode;
    }

    /** Never null. */
    String text() {
        return String.valueOf(getMessage());
    }
}
