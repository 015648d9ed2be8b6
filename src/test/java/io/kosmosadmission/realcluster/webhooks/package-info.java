/** Webhooks of the tests themselves: they record what they are asked, or add labels as somebody else would. */
package io.kosmosadmission.realcluster.webhooks;
