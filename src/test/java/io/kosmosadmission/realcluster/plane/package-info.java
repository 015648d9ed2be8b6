/** The control plane as processes of this machine, and the ports and folders that tests use beside it. */
package io.kosmosadmission.realcluster.plane;
