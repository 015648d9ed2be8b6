package io.kosmosadmission.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoadBalancersTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        service.beta.kubernetes.io/scw-loadbalancer-type                       | scaleway
        service.beta.kubernetes.io/aws-load-balancer-type                      | aws, outscale
        service.beta.kubernetes.io/osc-load-balancer-name                      | outscale
        service.beta.kubernetes.io/azure-dns-label-name                        | azure
        service.beta.kubernetes.io/openstack-internal-load-balancer            | openstack
        cloud.google.com/load-balancer-type                                    | gcp
        service.beta.kubernetes.io/load-balancer-source-ranges                 | ''
        service.kubernetes.io/topology-mode                                    | ''
        external-dns.alpha.kubernetes.io/hostname                              | ''
        prometheus.io/scrape                                                   | ''
        metallb.universe.tf/address-pool                                       | ''
        kubernetes.io/elb                                                      | ''
        """)
    void readers(String annotation, String platforms) {
        assertThat(LoadBalancers.readers(annotation).stream()
                        .map(Platform::toString)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(platforms);
        assertThat(LoadBalancers.isRead(annotation)).isEqualTo(!platforms.isEmpty());
    }

    /** So that what is written instead is no word for another, and what chooses nodes is read at all. */
    @ParameterizedTest
    @EnumSource
    void aPlatformReadsItsOwn(Platform platform) {
        LoadBalancers.annotations(platform)
                .ifPresent(prefix ->
                        assertThat(LoadBalancers.readers(prefix + "x")).contains(platform));
        assertThat(LoadBalancers.nodeLabels(platform)).allSatisfy(annotation -> {
            assertThat(LoadBalancers.readers(annotation)).contains(platform);
            assertThat(LoadBalancers.namesNodes(annotation)).isTrue();
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        service.k8s.aws/nlb                          | aws
        eks.amazonaws.com/nlb                        | aws
        networking.gke.io/l4-regional-external       | gcp
        networking.gke.io/l4-regional-internal       | gcp
        alibabacloud.com/nlb                         | alibaba
        example.com/nlb                              | nobody
        metallb                                      | no cloud
        metallb.universe.tf/metallb                  | no cloud
        io.cilium/bgp-control-plane                  | no cloud
        tailscale                                    | no cloud
        """)
    void classes(String loadBalancerClass, String served) {
        String by = LoadBalancers.isOfNoCloud(loadBalancerClass)
                ? "no cloud"
                : LoadBalancers.ofClass(loadBalancerClass)
                        .map(Platform::toString)
                        .orElse("nobody");
        assertThat(by).isEqualTo(served);
    }

    @Test
    void aServiceWithoutAClassIsOfNobody() {
        assertThat(LoadBalancers.ofClass("")).isEmpty();
        assertThat(LoadBalancers.isOfNoCloud("")).isFalse();
    }

    @Test
    void whatIsNotKnownOfAPlatformIsNotClaimed() {
        assertThat(LoadBalancers.leavesClasses(Platform.scaleway)).isTrue();
        assertThat(LoadBalancers.leavesClasses(Platform.tencent)).isFalse();
        assertThat(LoadBalancers.leavesClasses(Platform.vsphere)).isFalse();
        assertThat(LoadBalancers.annotations(Platform.vsphere)).isEmpty();
    }
}
