/** The packaged server as a process, and what stands around it: its registration, balancer, mounted Secret, clients, load. */
package io.kosmosadmission.realcluster.server;
