/**
 * The real scheduler as the oracle of ours: clusters made at random, and what its log says of each pod, held to what ours says.
 */
package io.kosmosadmission.realcluster.oracle;
