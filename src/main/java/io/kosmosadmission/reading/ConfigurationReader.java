package io.kosmosadmission.reading;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.reading.rules.ConfigurationBinder;
import io.kosmosadmission.reading.rules.ConfigurationErrors;
import io.kosmosadmission.reading.yaml.YamlNode;
import io.kosmosadmission.reading.yaml.YamlParser;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the platform team's file strictly, and reports all errors at once, each with its position. */
public final class ConfigurationReader {

    /** Either a configuration and no errors, or DEFAULT and at least one error, in document order. */
    public record Result(Configuration configuration, List<ConfigurationError> errors) {

        public Result {
            errors = List.copyOf(errors);
        }

        public boolean isValid() {
            return errors.isEmpty();
        }
    }

    /** Reads the text. fileName only begins each error; no file is read. Never throws, whatever the text is. */
    public Result read(String fileName, String yaml) {
        ConfigurationErrors errors = new ConfigurationErrors(fileName);
        Configuration configuration = new YamlParser(errors)
                .parse(yaml)
                .flatMap(root -> bind(root, errors))
                .orElse(Configuration.DEFAULT);
        List<ConfigurationError> found = errors.inDocumentOrder();
        return new Result(found.isEmpty() ? configuration : Configuration.DEFAULT, found);
    }

    private static Optional<Configuration> bind(Node root, ConfigurationErrors errors) {
        if (!(root instanceof MappingNode)) {
            errors.add(root.getStartMark(), "", "the file must be a mapping with fields such as apiVersion and kind");
            return Optional.empty();
        }
        return new ConfigurationBinder().bind(new YamlNode(Optional.of(root), "", root.getStartMark(), errors));
    }
}
