/**
 * The map of the rooms. Each has a package-info that says what it answers, its way in, and which cases show it.
 *
 * <ul>
 *   <li>{@code kube} Kubernetes' objects as decisions read them, as records with Kubernetes' own names
 *   <li>{@code config} what the platform team configured
 *   <li>{@code inventory} what the cluster holds: providers, nodes, classes, volumes, claims, pods, workloads
 *   <li>{@code target} the providers that a pod can run on, and what proves that the others are out
 *   <li>{@code boundary} hard limits: what is added to hold them, and whether they are proved to hold
 *   <li>{@code placement} a file per word that a rule can use
 *   <li>{@code storage} the home of a claim, and the conflicts of a pod with its claims
 *   <li>{@code scheduler} where kube-scheduler would put a pod: its filters and scores
 *   <li>{@code admission} where it all meets: a request becomes a decision
 *   <li>{@code simulation} what becomes of the pods where a provider goes
 *   <li>{@code picture} pictures as SVG
 *   <li>{@code reading} the one reader of foreign text and writer of answers
 *   <li>{@code background} work that goes on beside the reviews: its threads, and what it says once
 *   <li>{@code certificates} how certificates are made, read and replaced in time
 *   <li>{@code rules} the configuration in force, the last good one, and the watcher of files
 *   <li>{@code cluster} a live cluster: the only one that knows the Kubernetes client
 *   <li>{@code manifests} a cluster from files
 *   <li>{@code server} HTTPS, health, metrics, certificates
 *   <li>{@code console} pages for a browser
 *   <li>{@code cli} the command line, and the runner of golden cases
 * </ul>
 *
 * <p>Imports go one way: {@code kube} &larr; {@code config}, {@code inventory} &larr; {@code target} &larr; {@code
 * boundary}, {@code placement}, {@code storage}, {@code scheduler} (all java.* only) &larr; {@code admission} &larr; {@code simulation} (java.* only), {@code reading} &larr;
 * {@code rules} &larr; {@code cluster}, {@code manifests}, {@code server}, {@code cli}. {@code background} (java.* and the
 * logger only) is seen by {@code rules} and what is above it, {@code certificates} (java.* only) by the shells. {@code console} is a shell that is given what it shows, and {@code picture} (java.* only) draws for it and the command line. The shells don't see each other's insides; nothing sees {@code server} but {@code Main}. An inner room ({@code admission.judging}) is seen by its own room
 * alone.
 *
 * <p>The product's own terms; all others are Kubernetes':
 *
 * <dl>
 *   <dt>provider
 *   <dd>whose machine a node is: a value of the configured node label
 *   <dt>platform
 *   <dd>a row of the built-in table (aws, gcp, scaleway, …); several providers may be of one
 *   <dt>live
 *   <dd>said of a provider that has a node, or a declared elastic pool that bears its label; the nodes' conditions play no part
 *   <dt>drained
 *   <dd>said of a provider that the configuration says is down or leaving: it leaves every set that has another live member
 *   <dt>lost
 *   <dd>said of a provider none of whose nodes has been ready for as long as its configuration says: it is as if drained
 *   <dt>boundary
 *   <dd>a hard limit: the providers that a matching pod must, or must not, run on
 *   <dt>rule
 *   <dd>how matching pods are placed within their boundaries; the first that matches counts
 *   <dt>target
 *   <dd>the providers that a pod can run on by its node affinity, node selector and node name; it may also hold nodes whose
 *       provider isn't known, and providers that have no node yet
 *   <dt>group
 *   <dd>the pods among which one is spread, kept apart or drawn together, by a label selector
 *   <dt>home
 *   <dd>the providers in which a claim's volume can be attached: a set, any, or unknown; hard where it can be attached nowhere
 *       else
 * </dl>
 */
package io.kosmosadmission;
