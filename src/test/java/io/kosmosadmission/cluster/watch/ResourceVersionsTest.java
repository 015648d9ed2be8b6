package io.kosmosadmission.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceVersionsTest {
    private final ResourceVersions store = new ResourceVersions();

    private static PartialObject pod(String namespace, String name, long version) {
        return new PartialObject(namespace, name, version);
    }

    private PartialObject put(PartialObject pod) {
        return store.put(store.getKey(pod), pod);
    }

    @Test
    void tellsWhatWasThereBefore() {
        assertThat(put(pod("shop", "web", 7))).isNull();
        PartialObject before = put(pod("shop", "web", 8));
        assertThat(before.namespace()).isEqualTo("shop");
        assertThat(before.name()).isEqualTo("web");
        assertThat(before.getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(store.get("shop/web").getMetadata().getResourceVersion()).isEqualTo("8");
        assertThat(store.size()).isOne();
    }

    @Test
    void keepsNamespacesApart() {
        put(pod("shop", "web", 1));
        put(pod("bank", "web", 2));
        put(pod("", "web", 3));
        assertThat(store.keySet()).containsExactlyInAnyOrder("shop/web", "bank/web", "web");
        assertThat(store.remove("shop/web").getMetadata().getResourceVersion()).isEqualTo("1");
        assertThat(store.remove("shop/web")).isNull();
        assertThat(store.remove("other/web")).isNull();
        assertThat(store.values()).extracting(store::getKey).containsExactlyInAnyOrder("bank/web", "web");
        assertThat(store.size()).isEqualTo(2);
    }
}
