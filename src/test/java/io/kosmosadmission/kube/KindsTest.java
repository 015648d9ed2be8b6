package io.kosmosadmission.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.manifests.InstalledManifests;
import io.kosmosadmission.reading.objects.ObjectReaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever adds a kind is told which of the steps that {@link Kind} names was forgotten. */
class KindsTest {

    private static final String NO_CONSTANT = "it is not in Kind.ALL";
    private static final String NO_READER = "reading.objects.ObjectReaders has no reader of it";
    private static final String NO_RIGHTS = "k8s/base/rbac.yaml grants other verbs on it";

    private record Gadget(String name) implements KubernetesObject {}

    static Stream<Kind<?>> kinds() {
        return Kind.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasAllThatAKindNeeds(Kind<?> kind) {
        assertThat(forgotten(kind)).isEmpty();
    }

    @Test
    void whatAMadeUpKindLacksIsNamed() {
        Kind<Gadget> gadget = Kind.clusterWide(Gadget.class, "example.com", "gadgets");
        assertThat(forgotten(gadget)).containsExactly(NO_CONSTANT, NO_READER, NO_RIGHTS);
    }

    private static List<String> forgotten(Kind<?> kind) {
        List<String> forgotten = new ArrayList<>();
        if (Kind.named(kind.group(), kind.name()).filter(named -> named == kind).isEmpty()) {
            forgotten.add(NO_CONSTANT);
        }
        if (ObjectReaders.of(kind).isEmpty()) {
            forgotten.add(NO_READER);
        }
        List<String> verbs = kind.isReadByName() ? List.of("get", "list", "watch") : List.of("list", "watch");
        List<String> granted = InstalledManifests.rights(
                        InstalledManifests.of("base").the("ClusterRole", "kosmos-admission"))
                .getOrDefault(kind.group() + "/" + kind.plural(), List.of());
        if (!granted.equals(verbs)) {
            forgotten.add(NO_RIGHTS);
        }
        return forgotten;
    }

    /** The least that an API server sends of any object. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aReaderReadsTheRecordThatTheKindNames(Kind<?> kind) throws IOException {
        String least =
                "{\"metadata\": {\"name\": \"a\"}, \"spec\": {\"template\": {}, \"jobTemplate\": {\"spec\": {\"template\": {}}}}}";
        try (JsonParser parser = new JsonFactory().createParser(least)) {
            parser.nextToken();
            KubernetesObject read = ObjectReaders.of(kind).orElseThrow().read(parser);
            assertThat(read).isInstanceOf(kind.type());
            assertThat(read.name()).isEqualTo("a");
        }
    }

    @Test
    void pathsAreThoseOfTheApi() {
        assertThat(Kind.NODE.path("v1", "")).isEqualTo("api/v1/nodes");
        assertThat(Kind.POD.path("v1", "shop")).isEqualTo("api/v1/namespaces/shop/pods");
        assertThat(Kind.of(WorkloadKind.CronJob).path("v1", "shop"))
                .isEqualTo("apis/batch/v1/namespaces/shop/cronjobs");
        assertThat(Kind.VOLUME_ATTRIBUTES_CLASS.path("v1beta1", ""))
                .isEqualTo("apis/storage.k8s.io/v1beta1/volumeattributesclasses");
    }
}
