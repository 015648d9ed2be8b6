package io.kosmosadmission.inventory;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the controller that makes load balancers for Services is known to read on each {@link Platform}, with the place
 * where it is written. Annotations and classes are told by what they begin with. Platforms without a row here are not
 * known to have annotations of their own.
 */
public final class LoadBalancers {

    /**
     * Classes of controllers that run in any cluster, whatever its cloud: MetalLB, Cilium, Calico, kube-vip, LoxiLB,
     * PureLB, Tailscale and ngrok, by their documentation.
     */
    private static final List<String> CLASSES_OF_NO_CLOUD = List.of(
            "metallb", "io.cilium/", "calico", "kube-vip.io/", "loxilb.io/", "purelb.io/", "tailscale", "ngrok");

    private static final Map<Platform, Row> ROWS = new EnumMap<>(Map.ofEntries(
            // github.com/scaleway/scaleway-cloud-controller-manager: scaleway/loadbalancers_annotations.go
            entry(
                    Platform.scaleway,
                    Row.of("service.beta.kubernetes.io/scw-loadbalancer-")
                            .selecting("service.beta.kubernetes.io/scw-loadbalancer-target-node-labels")),
            // github.com/kubernetes/cloud-provider-aws: docs/service_controller.md; the AWS Load Balancer Controller's
            // and EKS Auto Mode's user guides
            entry(
                    Platform.aws,
                    Row.of("service.beta.kubernetes.io/aws-load-balancer-")
                            .selecting("service.beta.kubernetes.io/aws-load-balancer-target-node-labels")
                            .serving("service.k8s.aws/", "eks.amazonaws.com/")),
            // GKE's documentation, github.com/kubernetes/cloud-provider-gcp: pkg/controller/service
            entry(
                    Platform.gcp,
                    Row.of("networking.gke.io/", "cloud.google.com/").serving("networking.gke.io/")),
            // github.com/kubernetes-sigs/cloud-provider-azure: pkg/consts
            entry(Platform.azure, Row.of("service.beta.kubernetes.io/azure-")),
            // github.com/kubernetes/cloud-provider-openstack: pkg/openstack/loadbalancer.go; OVHcloud's guides
            entry(
                    Platform.openstack,
                    Row.of(
                                    "loadbalancer.openstack.org/",
                                    "service.beta.kubernetes.io/openstack-",
                                    "loadbalancer.ovhcloud.com/",
                                    "service.beta.kubernetes.io/ovh-loadbalancer-")
                            .selecting("loadbalancer.openstack.org/node-selector")),
            // github.com/hetznercloud/hcloud-cloud-controller-manager: internal/annotation/load_balancer.go
            entry(
                    Platform.hetzner,
                    Row.of("load-balancer.hetzner.cloud/").selecting("load-balancer.hetzner.cloud/node-selector")),
            // github.com/digitalocean/digitalocean-cloud-controller-manager
            entry(
                    Platform.digitalocean,
                    Row.of("service.beta.kubernetes.io/do-loadbalancer-", "kubernetes.digitalocean.com/")),
            // github.com/vultr/vultr-cloud-controller-manager: vultr/loadbalancers.go
            entry(Platform.vultr, Row.of("service.beta.kubernetes.io/vultr-loadbalancer-", "kubernetes.vultr.com/")),
            // github.com/linode/linode-cloud-controller-manager
            entry(Platform.linode, Row.of("service.beta.kubernetes.io/linode-loadbalancer-")),
            // github.com/exoscale/exoscale-cloud-controller-manager
            entry(Platform.exoscale, Row.of("service.beta.kubernetes.io/exoscale-loadbalancer-")),
            // IBM Cloud Kubernetes Service's documentation
            entry(
                    Platform.ibm,
                    Row.of("service.kubernetes.io/ibm-load-balancer-")
                            .selecting("service.kubernetes.io/ibm-load-balancer-cloud-provider-vpc-node-selector")),
            // github.com/oracle/oci-cloud-controller-manager: docs/load-balancer-annotations.md
            entry(
                    Platform.oracle,
                    Row.of(
                                    "oci.oraclecloud.com/",
                                    "oci-network-load-balancer.oraclecloud.com/",
                                    "service.beta.kubernetes.io/oci-load-balancer-")
                            .selecting(
                                    "oci.oraclecloud.com/node-label-selector",
                                    "oci-network-load-balancer.oraclecloud.com/node-label-selector")),
            // Alibaba Cloud's documentation of its cloud controller manager
            entry(
                    Platform.alibaba,
                    Row.of("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-")
                            .selecting("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-backend-label")
                            .serving("alibabacloud.com/")
                            .ofOtherMake()),
            // Tencent Kubernetes Engine's documentation
            entry(
                    Platform.tencent,
                    Row.of("service.cloud.tencent.com/", "service.kubernetes.io/qcloud-", "service.kubernetes.io/tke-")
                            .selecting("service.kubernetes.io/qcloud-loadbalancer-backends-label")
                            .ofOtherMake()),
            // UpCloud's documentation of its cloud controller manager
            entry(
                    Platform.upcloud,
                    Row.of("service.beta.kubernetes.io/upcloud-load-balancer-")
                            .selecting("service.beta.kubernetes.io/upcloud-load-balancer-node-selector")),
            // github.com/civo/civo-cloud-controller-manager
            entry(Platform.civo, Row.of("kubernetes.civo.com/")),
            // github.com/cloudscale-ch/cloudscale-cloud-controller-manager: pkg/cloudscale_ccm/loadbalancer.go
            entry(Platform.cloudscale, Row.of("k8s.cloudscale.ch/loadbalancer-")),
            // github.com/outscale/cloud-provider-osc, which takes those of AWS as well
            entry(
                    Platform.outscale,
                    Row.of(
                                    "service.beta.kubernetes.io/osc-load-balancer-",
                                    "service.beta.kubernetes.io/aws-load-balancer-")
                            .selecting("service.beta.kubernetes.io/osc-load-balancer-target-node-labels")),
            // github.com/stackitcloud/cloud-provider-stackit: pkg/ccm/loadbalancer_spec.go, loadbalancer_yawol.go
            entry(Platform.stackit, Row.of("lb.stackit.cloud/", "yawol.stackit.cloud/")),
            // Huawei Cloud Container Engine's documentation
            entry(Platform.huawei, Row.of("kubernetes.io/elb.").ofOtherMake()),
            // Yandex Managed Service for Kubernetes' documentation
            entry(Platform.yandex, Row.of("yandex.cloud/").ofOtherMake()),
            // Volcengine Kubernetes Engine's documentation
            entry(
                    Platform.volcengine,
                    Row.of("service.beta.kubernetes.io/volcengine-loadbalancer-")
                            .ofOtherMake()),
            // github.com/apache/cloudstack-kubernetes-provider
            entry(Platform.cloudstack, Row.of("service.beta.kubernetes.io/cloudstack-load-balancer-"))));

    /**
     * @param annotations the prefixes of the annotations that it reads; the first is the one to write
     * @param classes the prefixes of the values of loadBalancerClass that it serves
     * @param nodeLabels the annotations whose value selects the nodes that become backends, by their labels
     * @param leaves whether it leaves a Service with any other loadBalancerClass alone
     */
    private record Row(List<String> annotations, List<String> classes, List<String> nodeLabels, boolean leaves) {

        /**
         * Returns the row of a controller that is built on k8s.io/cloud-provider, whose
         * controllers/service/controller.go (wantsLoadBalancer) leaves alone what has a class.
         */
        static Row of(String... annotations) {
            return new Row(List.of(annotations), List.of(), List.of(), true);
        }

        Row selecting(String... annotations) {
            return new Row(this.annotations, classes, List.of(annotations), leaves);
        }

        Row serving(String... prefixes) {
            return new Row(annotations, List.of(prefixes), nodeLabels, leaves);
        }

        /**
         * Returns this row of a controller of another make, of which it isn't known what it does with other classes.
         */
        Row ofOtherMake() {
            return new Row(annotations, classes, nodeLabels, false);
        }
    }

    /** What controllers write themselves, once the load balancer is made. */
    private static final Set<String> OF_CONTROLLERS = Set.of(
            "loadbalancer.openstack.org/load-balancer-id",
            "loadbalancer.openstack.org/load-balancer-address",
            "kubernetes.digitalocean.com/load-balancer-id");

    /** What begins as a row says, but is read by GKE's Ingress, for Services of any type. */
    private static final Set<String> OF_INGRESS = Set.of(
            "cloud.google.com/neg",
            "cloud.google.com/neg-status",
            "cloud.google.com/backend-config",
            "cloud.google.com/app-protocols");

    private LoadBalancers() {}

    /** Returns the platforms whose controllers read the annotation, in the order of the table. */
    public static List<Platform> readers(String annotation) {
        List<Platform> readers = new ArrayList<>(1);
        if (OF_INGRESS.contains(annotation)) {
            return readers;
        }
        ROWS.forEach((platform, row) -> {
            if (begins(annotation, row.annotations)) {
                readers.add(platform);
            }
        });
        return readers;
    }

    /** Returns whether the controller of any platform reads the annotation. */
    public static boolean isRead(String annotation) {
        return !readers(annotation).isEmpty();
    }

    /** Returns whether a controller adds the annotation by itself. */
    public static boolean isOfControllers(String annotation) {
        return OF_CONTROLLERS.contains(annotation);
    }

    /** Returns whether the annotation's value selects nodes, whatever the platform. */
    public static boolean namesNodes(String annotation) {
        return ROWS.values().stream().anyMatch(row -> row.nodeLabels.contains(annotation));
    }

    /** Returns the annotations by which the platform's controller chooses nodes by their labels. */
    public static List<String> nodeLabels(Platform platform) {
        return row(platform).map(Row::nodeLabels).orElse(List.of());
    }

    /** Returns what the annotations begin with that are to be written for the platform; empty where none are known. */
    public static Optional<String> annotations(Platform platform) {
        return row(platform).map(row -> row.annotations.get(0));
    }

    /** Returns the platform whose controller serves Services of that loadBalancerClass. */
    public static Optional<Platform> ofClass(String loadBalancerClass) {
        return ROWS.entrySet().stream()
                .filter(row -> begins(loadBalancerClass, row.getValue().classes))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns whether controllers that run in any cluster serve Services of that loadBalancerClass. */
    public static boolean isOfNoCloud(String loadBalancerClass) {
        return begins(loadBalancerClass, CLASSES_OF_NO_CLOUD);
    }

    /**
     * Returns whether the platform's controller is known to leave Services alone that name a class it doesn't serve.
     */
    public static boolean leavesClasses(Platform platform) {
        return row(platform).map(Row::leaves).orElse(false);
    }

    private static Optional<Row> row(Platform platform) {
        return Optional.ofNullable(ROWS.get(platform));
    }

    private static boolean begins(String text, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (text.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
