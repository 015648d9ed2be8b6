package io.kosmosadmission.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As the annotation is read and admission plugin PodTolerationRestriction understands it. */
class TolerationsWhitelistTest {

    private static final Toleration OURS = Toleration.of(new Taint("provider", "aws", "NoExecute"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no annotation                          | -                                                               | true
        an empty one forbids nothing           | ''                                                              | true
        an empty list forbids nothing          | []                                                              | true
        null is an empty list                  | null                                                            | true
        the same toleration                    | [{"key":"provider","operator":"Equal","value":"aws","effect":"NoExecute"}] | true
        no operator stands for Equal           | [{"key":"provider","value":"aws","effect":"NoExecute"}]         | true
        no effect stands for every effect      | [{"key":"provider","value":"aws"}]                              | true
        every value of the key                 | [{"key":"provider","operator":"Exists"}]                        | true
        every key                              | [{"operator":"Exists"}]                                         | true
        every key with that effect             | [{"operator":"Exists","effect":"NoExecute"}]                    | true
        one of two                             | [{"key":"a","operator":"Exists"},{"key":"provider","operator":"Exists"}] | true
        another key                            | [{"key":"node.kubernetes.io/not-ready","operator":"Exists"}]    | false
        another value                          | [{"key":"provider","value":"gcp"}]                              | false
        another effect                         | [{"key":"provider","operator":"Exists","effect":"NoSchedule"}]  | false
        every key with another effect          | [{"operator":"Exists","effect":"NoSchedule"}]                   | false
        no key and no Exists is no key         | [{"value":"aws"}]                                               | false
        an operator that compares              | [{"key":"provider","operator":"Lt","value":"aws"}]              | false
        only for a while                       | [{"key":"provider","operator":"Exists","effect":"NoExecute","tolerationSeconds":60}] | false
        seconds without that effect play no part | [{"key":"provider","operator":"Exists","tolerationSeconds":60}] | true
        null seconds are none                  | [{"key":"provider","operator":"Exists","effect":"NoExecute","tolerationSeconds":null}] | true
        fields that nobody knows               | [{"key":"provider","operator":"Exists","more":{"a":[1]}}]       | true
        an entry that is null says nothing     | [null]                                                          | false
        no JSON: every pod is refused          | [{                                                              | false
        no list                                | {"key":"provider"}                                              | false
        more behind the list                   | [] []                                                           | false
        a key that is no string                | [{"key":1}]                                                     | false
        """)
    void permits(String sentence, String annotation, boolean permitted) {
        String annotations = annotation.equals("-")
                ? ""
                : ", annotations: {" + TolerationsWhitelist.ANNOTATION + ": '" + annotation + "'}";
        String namespace =
                "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {a: b}" + annotations + "}}";
        assertThat(GivenCluster.inventory("", namespace)
                        .namespace("shop")
                        .tolerationsWhitelist()
                        .permits(OURS))
                .isEqualTo(permitted);
    }
}
