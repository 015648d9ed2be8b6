/** The world of one test: a namespace, its nodes, a server that is called for it, and what becomes of its pods and claims. */
package io.kosmosadmission.realcluster.scene;
