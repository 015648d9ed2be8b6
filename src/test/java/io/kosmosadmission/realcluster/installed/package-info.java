/** What users install: the manifests of k8s/, the rules in their ConfigMap, accounts and what these may do. */
package io.kosmosadmission.realcluster.installed;
