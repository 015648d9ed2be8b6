/** Kubernetes objects as text: manifests that tests apply, and what kubectl prints. Nothing here needs a cluster. */
package io.kosmosadmission.realcluster.objects;
