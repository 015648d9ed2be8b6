/**
 * Reads Kubernetes' objects: tokens become records in one pass, and what no decision reads is skipped.
 *
 * <p>Way in: {@link io.kosmosadmission.reading.objects.ObjectReaders}.
 *
 * <p>Shown by: {@code ReceivedObjectTest}, and every case.
 */
package io.kosmosadmission.reading.objects;
