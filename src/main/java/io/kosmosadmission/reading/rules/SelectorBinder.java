package io.kosmosadmission.reading.rules;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.reading.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Binds a label selector by the rules of the API. */
final class SelectorBinder {

    /** Gt and Lt exist in node selectors only. */
    private static final List<Operator> OPERATORS =
            List.of(Operator.In, Operator.NotIn, Operator.Exists, Operator.DoesNotExist);

    Optional<LabelSelector> bind(YamlNode place) {
        return place.mapping("matchLabels", "matchExpressions")
                .map(fields -> new LabelSelector(
                        fields.at("matchLabels").labels(),
                        fields.at("matchExpressions").list(SelectorBinder::requirement)));
    }

    private static Optional<Requirement> requirement(YamlNode place) {
        return place.mapping("key", "operator", "values").map(fields -> {
            String key = fields.at("key").required("").text(LabelSyntax::key).orElse("");
            Optional<Operator> operator = fields.at("operator").required("").oneOf(OPERATORS);
            YamlNode given = fields.at("values");
            List<String> values = given.list(item -> item.text(LabelSyntax::value));
            operator.ifPresent(known -> judge(known, given));
            return new Requirement(key, operator.orElse(Operator.In), values);
        });
    }

    private static void judge(Operator operator, YamlNode values) {
        if (operator == Operator.In || operator == Operator.NotIn) {
            values.required("must be specified when `operator` is 'In' or 'NotIn'")
                    .notEmpty("");
        } else if (!values.isEmpty()) {
            values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
    }
}
