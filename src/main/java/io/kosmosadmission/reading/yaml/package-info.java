/**
 * YAML as nodes that know their place, for errors with line and column.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.yaml.YamlParser}.
 *
 * <p>Shown by: {@code ConfigurationErrorsTest}, {@code HostileConfigurationTest}.
 */
package io.kosmosadmission.reading.yaml;
