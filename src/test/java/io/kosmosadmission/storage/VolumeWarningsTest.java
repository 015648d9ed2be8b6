package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PodView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim has the home of the class that it is named after: gp3 of aws, scw-bssd of scaleway, hcloud of hetzner. */
class VolumeWarningsTest {

    private static final GivenStorage GIVEN = GivenStorage.of(
            "providers: [{name: hetzner, elasticPools: [{name: p, labels: {provider: hetzner, disk: fast}}]}]", "");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a known home                    | gp3      | -
        neutral storage                 | longhorn | -
        a driver that nobody knows      | acme     | -
        a claim that is not there       | gone     | -
        a platform that is not here     | do       | the provider of claim "do" of deployment "db" can't be told: storage class "do" is of dobs.csi.digitalocean.com, \
        whose provider has no node here (if one is of digitalocean by another name, say platform: digitalocean for it)
        no volumes                      | -        | -
        """)
    void tellOfASuspiciousHome(String sentence, String claims, String warnings) {
        assertThat(of(claims, "{}")).isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a label that only others have        | scw-bssd | {nodeSelector: {gpu: "true"}} | \
        deployment "db" asks for nodes that only aws has today, but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); \
        it stays Pending until such a node joins scaleway
        a label that nobody has              | scw-bssd | {nodeSelector: {disk: slow}}  | -
        a label that the home has            | gp3      | {nodeSelector: {gpu: "true"}} | -
        a pod without words                  | scw-bssd | {}                            | -
        a node by its name                   | scw-bssd | {nodeName: gone}              | -
        a label of a declared pool           | scw-bssd | {nodeSelector: {disk: fast}}  | \
        deployment "db" asks for nodes that only hetzner has today, but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); \
        it stays Pending until such a node joins scaleway
        what nearly all nodes say of themselves | hcloud | {nodeSelector: {kubernetes.io/os: linux, kubernetes.io/arch: amd64, disk: fast}} | -
        what a pool does not say             | hcloud   | {nodeSelector: {kubernetes.io/arch: arm64, gpu: "true"}} | -
        a pool of the home has it            | hcloud   | {nodeSelector: {disk: fast}}  | -
        a home of two providers              | said-hetzner-scaleway | {nodeSelector: {gpu: "true"}} | \
        deployment "db" asks for nodes that only aws has today, \
        but its claim "said-hetzner-scaleway" uses storage of hetzner or scaleway (annotation kosmos-admission.io/provider); \
        it stays Pending until such a node joins hetzner or scaleway
        one of the two has it                | said-aws-scaleway | {nodeSelector: {gpu: "true"}} | -
        a file service is reached from there | efs      | {nodeSelector: {disk: fast}}  | -
        a conflict is no warning             | gp3      | {nodeSelector: {provider: scaleway}} | -
        each volume is told                  | scw-bssd scw-sbs | {nodeSelector: {gpu: "true"}} | \
        deployment "db" asks for nodes that only aws has today, but its claim "scw-bssd" uses storage class "scw-bssd" of scaleway (csi.scaleway.com); \
        it stays Pending until such a node joins scaleway; \
        deployment "db" asks for nodes that only aws has today, but its claim "scw-sbs" uses storage class "scw-sbs" of scaleway (csi.scaleway.com); \
        it stays Pending until such a node joins scaleway
        """)
    void tellOfNodesThatOnlyOthersHave(String sentence, String claims, String spec, String warnings) {
        assertThat(of(claims, spec)).isEqualTo(warnings);
        PodView pod = GivenStorage.pod(claims, spec);
        assertThat(ResultText.of(
                        new VolumeWarnings(GIVEN.inventory(), GIVEN.homes()).onlyElsewhereToday(GIVEN.consumer(pod))))
                .isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a term that only others fulfil      | scw-bssd | {matchExpressions: [{key: gpu, operator: Exists}]} | aws has
        two others that do                  | gp3      | {matchExpressions: [{key: gpu, operator: DoesNotExist}]} | hetzner and scaleway have
        one of two terms is enough          | scw-bssd | {matchExpressions: [{key: gpu, operator: Exists}]}, {matchExpressions: [{key: gpu, operator: DoesNotExist}]} | -
        an empty term matches no node       | scw-bssd | {}, {matchExpressions: [{key: gpu, operator: Exists}]} | aws has
        """)
    void readTheAffinityToo(String sentence, String claims, String terms, String others) {
        String spec = "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                + terms + "]}}}}";
        if (others.equals("-")) {
            assertThat(of(claims, spec)).isEqualTo("-");
        } else {
            assertThat(of(claims, spec))
                    .startsWith("deployment \"db\" asks for nodes that only " + others + " today, but ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a selector that others fulfil beside a term that they don't | {gpu: "true"} | {key: provider, operator: NotIn, values: [aws]} | -
        both that the same others fulfil                            | {gpu: "true"} | {key: topology.kubernetes.io/zone, operator: Exists} | aws has
        """)
    void readSelectorAndAffinityTogether(String sentence, String selector, String expression, String others) {
        String spec = "{nodeSelector: " + selector
                + ", affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + "[{matchExpressions: [" + expression + "]}]}}}}";
        assertThat(of("scw-bssd", spec).contains(" that only " + others + " today"))
                .isEqualTo(!others.equals("-"));
    }

    /** Cinder is of ovh; nobody said of which platform cellar and attic are. */
    private static final GivenStorage MANY_COMPANIES =
            GivenStorage.of("""
            {apiVersion: v1, kind: Node, metadata: {name: ovh-1, labels: {provider: ovh}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: cel-1, labels: {provider: cellar}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: att-1, labels: {provider: attic}}}
            ---
            """ + GivenStorage.storageClass("cinder", "cinder.csi.openstack.org", "-")
                    + GivenStorage.claim("cinder", "storageClassName: cinder"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one that nobody said to be of it     | In [cellar]        | cellar is of no known platform: if it is of openstack, say platform: openstack for it
        two of them                          | In [attic, cellar] | attic and cellar are of no known platform: if they are of openstack, say platform: openstack for them
        only those where the pod runs        | In [cellar, aws]   | cellar is of no known platform: if it is of openstack, say platform: openstack for it
        one that is said to be of it, too    | In [cellar, ovh]   | -
        one that is no home                  | In [aws]           | -
        """)
    void tellOfProvidersThatNobodySaidToBeAtHome(String sentence, String where, String told) {
        String[] words = where.split(" ", 2);
        PodView pod = GivenStorage.pod(
                "cinder",
                "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                        + "[{matchExpressions: [{key: provider, operator: " + words[0] + ", values: " + words[1]
                        + "}]}]}}}}");
        String warnings = ResultText.of(new VolumeWarnings(MANY_COMPANIES.inventory(), MANY_COMPANIES.homes())
                .of(MANY_COMPANIES.consumer(pod)));
        assertThat(warnings.substring(warnings.lastIndexOf("; ") + 1).trim()).isEqualTo(told);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nodes of other providers                 | scw-bssd | {tolerations: [{operator: Exists}]} | aws and hetzner | "scw-bssd" of scaleway (csi.scaleway.com); let it run on scaleway alone
        but not those that a taint keeps off     | scw-bssd | {}                                  | hetzner | "scw-bssd" of scaleway (csi.scaleway.com); let it run on scaleway alone
        it keeps to its home                     | scw-bssd | {nodeSelector: {provider: scaleway}} | - | -
        it keeps to two providers                | scw-bssd | {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: \
        [{matchExpressions: [{key: provider, operator: In, values: [hetzner, scaleway]}]}]}}}} | hetzner | "scw-bssd" of scaleway (csi.scaleway.com); let it run on scaleway alone
        elsewhere alone is a conflict            | scw-bssd | {nodeSelector: {provider: hetzner}} | - | -
        neutral storage                          | longhorn | {}                                  | - | -
        a file service                           | efs      | {}                                  | - | -
        no volumes                               | -        | {}                                  | - | -
        """)
    void tellADaemonSetWhereItWaits(String sentence, String claims, String spec, String providers, String end) {
        String warning = new VolumeWarnings(GIVEN.inventory(), GIVEN.homes())
                .pendingOn(GIVEN.consumer(GivenStorage.pod(claims, spec)))
                .orElse("-");
        assertThat(warning)
                .isEqualTo(
                        providers.equals("-")
                                ? "-"
                                : "deployment \"db\" stays Pending on " + providers
                                        + ", since its claim \"scw-bssd\" uses storage class " + end);
    }

    private static String of(String claims, String spec) {
        PodView pod = GivenStorage.pod(claims, spec);
        return ResultText.of(new VolumeWarnings(GIVEN.inventory(), GIVEN.homes()).of(GIVEN.consumer(pod)));
    }
}
