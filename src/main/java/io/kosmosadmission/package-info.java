/**
 * The map.
 *
 * <ul>
 *   <li>{@code kube} the slice of Kubernetes that we look at, as records with Kubernetes' own names
 *   <li>{@code config} what the platform team configured
 *   <li>{@code inventory} what the cluster holds: providers, nodes, classes, volumes, claims, pods, workloads
 *   <li>{@code target} the providers that a pod can run on, and why no others
 *   <li>{@code boundary} hard limits: what is added to hold them, and whether they are proved to hold
 *   <li>{@code placement} a file per word that a rule can use
 *   <li>{@code storage} the home of a claim, and the verdict on a pod and its claims
 *   <li>{@code admission} where it all meets: a request becomes a decision
 *   <li>{@code reading} the one reader of foreign text and writer of answers
 *   <li>{@code rules} the configuration in force, the last good one, and the watcher of files
 *   <li>{@code cluster} a live cluster: the only one that knows the Kubernetes client
 *   <li>{@code manifests} an inventory from files
 *   <li>{@code server} HTTPS, health, metrics, certificates
 *   <li>{@code cli} the command line, and the runner of golden cases
 * </ul>
 *
 * <p>Imports go one way: {@code kube} &larr; {@code config}, {@code inventory} &larr; {@code target} &larr; {@code
 * boundary}, {@code placement}, {@code storage} (all java.* only) &larr; {@code admission} &larr; {@code reading} &larr;
 * {@code rules} &larr; {@code cluster}, {@code manifests}, {@code server}, {@code cli}. The shells don't see each other's insides; nothing sees
 * {@code server} but {@code Main}.
 */
package io.kosmosadmission;
