/**
 * Bodies, manifests and rules that nobody sends in good faith, made from the golden cases, and what must hold for whatever
 * is sent. The tests take some thousands; src/bench/hostile takes as many as it is told.
 */
package io.kosmosadmission.hostile;
