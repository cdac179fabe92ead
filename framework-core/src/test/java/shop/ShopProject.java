package shop;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Nodes.part;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;

/** The tests' project: two pipelines. */
public final class ShopProject implements JedroProject {
    @Override
    public void configure(ProjectBuilder project) {
        project.pipeline(
                        "cleaning",
                        () -> Pipeline.of(node(Shop::clean).from(Data.ORDERS).to(Data.CLEANED)))
                .pipeline(
                        "reporting",
                        () -> Pipeline.of(
                                node(Shop::report)
                                        .from(Data.CLEANED, Data.OPTIONS)
                                        .to(Data.REPORT),
                                node(Shop::split)
                                        .from(Data.CLEANED)
                                        .toParts(
                                                part(Shop.Split::first, Data.FIRST),
                                                part(Shop.Split::rest, Data.REST))));
    }
}
