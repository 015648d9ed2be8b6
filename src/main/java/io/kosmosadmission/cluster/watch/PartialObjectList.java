package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** A list of objects of one kind, or one page of it. */
@JsonDeserialize(using = JsonDeserializer.None.class)
public final class PartialObjectList extends DefaultKubernetesResourceList<PartialObject> {}
