/**
 * YAML: a file of rules as nodes that know their place, for errors with line and column; manifests as the tokens of the
 * JSON that kubectl makes of them.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.yaml.YamlParser}, {@link io.kosmosadmission.reading.yaml.YamlTokens}.
 *
 * <p>Shown by: {@code ConfigurationErrorsTest}, {@code HostileConfigurationTest}, {@code YamlTokensTest}.
 */
package io.kosmosadmission.reading.yaml;
