/**
 * What a dump of a cluster holds: the fields that the commands read and no others, and other names in their place.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.dump.ClusterDump}.
 *
 * <p>Shown by: {@code DumpCommandTest}, {@code AnonymousDumpTest}.
 */
package io.kosmosadmission.cli.dump;
