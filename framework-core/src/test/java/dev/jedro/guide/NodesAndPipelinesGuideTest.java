package dev.jedro.guide;

import static dev.jedro.pipeline.All.all;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Nodes.part;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.pipeline.Functions.F1;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.PipelineDefinition;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/nodes-and-pipelines.md. */
class NodesAndPipelinesGuideTest {

    // snippet: functions
    record Order(String customer, double amount) {}

    record Split(List<Order> train, List<Order> test) {}

    record SplitOptions(double testShare) {}

    static final class Shop {
        static List<Order> clean(List<Order> orders) {
            return orders.stream().filter(order -> order.amount() > 0).toList();
        }

        static Split split(List<Order> orders, SplitOptions options) {
            int test = (int) Math.round(orders.size() * options.testShare());
            return new Split(orders.subList(test, orders.size()), orders.subList(0, test));
        }

        static void publish(List<Order> orders) {
            orders.forEach(System.out::println);
        }
    }
    // end

    // snippet: references
    static final class Data {
        static final Ref<List<Order>> ORDERS = ref("orders"), CLEAN_ORDERS = ref("clean_orders");
        static final Ref<List<Order>> TRAIN = ref("train"), TEST = ref("test");
        static final Param<SplitOptions> SPLIT = param("split");
    }
    // end

    // snippet: pipeline
    static final class ShopPipeline implements PipelineDefinition {
        @Override
        public Pipeline pipeline() {
            return Pipeline.of(
                    node(Shop::clean).from(Data.ORDERS).to(Data.CLEAN_ORDERS),
                    node(Shop::split)
                            .from(Data.CLEAN_ORDERS, Data.SPLIT)
                            .toParts(part(Split::train, Data.TRAIN), part(Split::test, Data.TEST)),
                    node(Shop::publish).from(Data.TEST).tagged("nightly"));
        }
    }
    // end

    static List<Order> merge(List<List<Order>> all) {
        return all.stream().flatMap(List::stream).toList();
    }

    static final Pipeline SHOP = new ShopPipeline().pipeline();

    @Test
    void thePipelineIsDescribed() {
        assertThat(SHOP.describe()).isEqualTo("""
                        #### Pipeline execution order ####
                        Inputs: orders, params:split

                        clean
                        split
                        publish

                        Outputs: train
                        ##################################""");
    }

    @Test
    void aNodeIsTestedWithoutJedro() {
        // snippet: test
        List<Order> clean = Shop.clean(List.of(new Order("ann", 12.5), new Order("bob", -1)));

        assertThat(clean).containsExactly(new Order("ann", 12.5));
        // end
    }

    @Test
    void otherShapesOfNodes() throws Exception {
        Ref<List<Order>> north = ref("north"), south = ref("south");
        Ref<Integer> count = ref("count");
        List<Node> nodes = List.of(
                // snippet: shapes
                node(NodesAndPipelinesGuideTest::merge).from(all(north, south)).to(Data.ORDERS),
                node((List<Order> orders) -> orders.size())
                        .from(Data.ORDERS)
                        .to(count)
                        .named("count_orders"),
                node((F1<Integer, String>) String::valueOf)
                        .from(count)
                        .to(ref("count_text"))
                        .named("as_text")
                // end
                );

        assertThat(Pipeline.ofAll(nodes).inputs()).containsExactly("north", "south");
        assertThat(nodes.get(2).run(List.of(3))).containsExactly("3");
    }

    @Test
    void slicesAndSets() {
        Pipeline other = Pipeline.of();
        List<Pipeline> parts = List.of(
                // snippet: slices
                SHOP.fromNodes("split"),
                SHOP.toOutputs("clean_orders"),
                SHOP.tagged("nightly"),
                SHOP.plus(other).minus(SHOP.onlyNodes("publish")),
                SHOP.slice(
                        Slice.ALL.with(Slice.Part.FROM_INPUTS, "clean_orders").with(Slice.Part.TO_NODES, "split"))
                // end
                );

        assertThat(parts).extracting(pipeline -> pipeline.nodes().size()).containsExactly(2, 1, 1, 2, 1);
    }

    @Test
    void namespaces() {
        // snippet: namespaces
        Ref<List<Order>> emeaOrders = ref("emea_orders"), apacOrders = ref("apac_orders");
        Pipeline regions = Pipeline.of(
                SHOP.in("emea").bind(Data.ORDERS, emeaOrders),
                SHOP.in("apac").bind(Data.ORDERS, apacOrders).keep(Data.SPLIT));
        // end

        // snippet: namespaced-names
        assertThat(regions.inputs()).containsExactly("apac_orders", "emea_orders", "params:emea.split", "params:split");
        assertThat(regions.outputs()).containsExactly("apac.train", "emea.train");
        assertThat(regions.inNamespace("emea").nodes())
                .extracting(Node::name)
                .containsExactly("emea.clean", "emea.split", "emea.publish");
        // end
    }

    @Test
    void mistakesComeTogether() {
        Node clean = node(Shop::clean).from(Data.ORDERS).to(Data.CLEAN_ORDERS);
        Node again = node(Shop::clean).from(Data.CLEAN_ORDERS).to(Data.TRAIN);
        Node third = node(Shop::clean).from(Data.TRAIN).to(Data.ORDERS).named("third");
        JedroException mistakes = catchThrowableOfType(JedroException.class, () -> Pipeline.of(clean, again, third));

        assertThat(mistakes.problems())
                .extracting(Problem::what)
                .containsExactly(
                        "Two nodes of the pipeline are named 'clean'.",
                        "Nodes wait for each other in a circle: 'clean' writes 'clean_orders', 'clean' reads it and "
                                + "writes 'train', 'third' reads it and writes 'orders', which 'clean' reads.");
    }
}
