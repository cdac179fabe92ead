package shop;

import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Ref;

/** The datasets of the tests' project. */
public final class Data {
    public static final Ref<String> ORDERS = ref("orders");
    public static final Ref<String> CLEANED = ref("cleaned");
    public static final Ref<String> REPORT = ref("report");
    public static final Ref<String> FIRST = ref("first");
    public static final Ref<String> REST = ref("rest");
    public static final Param<Shop.Options> OPTIONS = param("options");

    private Data() {}
}
