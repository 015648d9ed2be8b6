/**
 * Tests against a real API server, scheduler and controller manager. What they share lies in the packages below:
 *
 * <ul>
 *   <li>{@code plane} the control plane, and the ports and folders that tests use
 *   <li>{@code objects} manifests, and what kubectl prints of them
 *   <li>{@code server} the packaged server, and what stands around it
 *   <li>{@code oracle} the real scheduler, to which ours is held
 *   <li>{@code scene} the world of one test
 *   <li>{@code webhooks} other webhooks than ours
 *   <li>{@code installed} what users install: the manifests of k8s/, accounts and their rights
 * </ul>
 *
 * <p>Whatever a test starts ends with it, also where it fails: {@code NothingLeftBehind} looks once all have ended.
 *
 * <p>Imports go one way: {@code plane}, {@code objects} &larr; {@code server} &larr; {@code scene} &larr; {@code webhooks}
 * &larr; {@code installed}.
 */
package io.kosmosadmission.realcluster;
