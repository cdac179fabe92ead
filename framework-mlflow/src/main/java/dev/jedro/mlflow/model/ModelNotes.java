package dev.jedro.mlflow.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a catalog's entry says of its model beside where it is kept.
 *
 * @param signature wins over what the model says of itself
 * @param inputExample rows, or tensors by name; wins as well
 */
public record ModelNotes(Optional<Signature> signature, Optional<Object> inputExample) {
    public static final ModelNotes NONE = new ModelNotes(Optional.empty(), Optional.empty());

    public ModelNotes {
        inputExample.ifPresent(InputExample::of);
    }

    /**
     * The keys of {@code signature:}, each a map such as {@code {engines: double, crew: double?}} or {@code {x: "float32[-1, 2]"}}.
     *
     * @param inputs by name, at least one
     * @param outputs by name
     */
    public record Signature(Map<String, String> inputs, Optional<Map<String, String>> outputs) {
        public Signature {
            signature(inputs, outputs);
        }

        ModelSignature signature() {
            return signature(inputs, outputs);
        }

        private static ModelSignature signature(Map<String, String> inputs, Optional<Map<String, String>> outputs) {
            return new ModelSignature(
                    ModelSignature.fields(inputs),
                    outputs.map(ModelSignature::fields).orElse(List.of()));
        }
    }

    /** The signature of a model: the entry's, its own, or that of its format. */
    Optional<ModelSignature> signature(ModelFlavour flavour, Object model) {
        return signature
                .map(Signature::signature)
                .or(() -> model instanceof SignedModel signed ? Optional.of(signed.signature()) : Optional.empty())
                .or(() -> flavour.signature(model));
    }

    /** The example of a model: the entry's, or its own. */
    Optional<InputExample> example(Object model) {
        return inputExample
                .map(InputExample::of)
                .or(() -> model instanceof SignedModel signed
                                && !signed.inputExample().isEmpty()
                        ? Optional.of(InputExample.of(List.copyOf(signed.inputExample())))
                        : Optional.empty());
    }
}
