package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.storage.Consumer;
import io.kosmosadmission.target.Targets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod is judged by what it says itself. Its target and the proof of a boundary have tables of their own. */
class BoundaryJudgeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        without a boundary nothing is asked         | -                                                              | Pod web                 | -
        a pod that says what is required            | eu requires aws                                                | Pod web on aws          | -
        a pod that says a part of it                | eu requires aws scaleway                                       | Pod web on aws          | -
        a pod that says nothing                     | eu requires aws                                                | Pod web                 | KA001 eu
        a pod that says another provider            | eu requires aws                                                | Pod web on scaleway     | KA001 eu
        a pod that says too much                    | eu requires aws                                                | Pod web in aws scaleway | KA001 eu
        a pod that a node puts inside               | eu requires aws                                                | Pod web at aws-1        | -
        a pod that a node puts outside              | eu requires aws                                                | Pod web at scw-1        | KA001 eu
        a node that nobody knows                    | eu requires aws                                                | Pod web at gone         | KA001 eu
        a pod that stays off the forbidden          | eu forbids aws                                                 | Pod web on scaleway     | -
        without the label it could be the forbidden | eu forbids aws                                                 | Pod web off aws         | KA001 eu
        a pod on the forbidden                      | eu forbids aws                                                 | Pod web on aws          | KA001 eu
        required and forbidden by one boundary      | eu requires aws forbids gcp                                    | Pod web on aws          | -
        each boundary that is broken is told        | eu requires aws and us requires hetzner and it forbids hetzner | Pod web on scaleway | KA001 eu; KA001 us
        one that holds hides no other               | eu requires aws and us requires hetzner                        | Pod web on aws          | KA001 us
        a fallback counts while it applies          | drained aws and eu requires aws fallback scaleway              | Pod web on scaleway     | -
        and not while it does not                   | eu requires aws fallback scaleway                              | Pod web on scaleway     | KA001 eu
        a drained provider may still be required    | drained aws and eu requires aws scaleway                       | Pod web on aws          | -
        """)
    void brokenBoundaries(String sentence, String rules, String pod, String objections) {
        assertThat(of(rules, pod)).isEqualTo(objections);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        without a boundary by its own words     | -                                            | Pod web on aws in scaleway       | KA003
        a boundary that it fits changes nothing | eu requires aws                              | Pod web on aws in scaleway       | KA003
        an empty term matches no node           | -                                            | Pod web empty                    | KA003
        and holds no boundary                   | eu requires aws                              | Pod web empty                    | KA003
        its own word and a boundary's           | eu requires scaleway                         | Pod web on aws in scaleway       | KA002
        two boundaries that exclude each other  | eu requires scaleway and us forbids scaleway | Pod web in scaleway off scaleway | KA002
        without them it is the pod itself       | eu requires aws                              | Pod web in scaleway off scaleway | KA003
        a broken boundary is not told beside it | us requires hetzner                          | Pod web on aws in scaleway       | KA003
        """)
    void nowhere(String sentence, String rules, String pod, String objections) {
        assertThat(of(rules, pod)).isEqualTo(objections);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a boundary enforces by default                 | eu requires aws                                     | Pod web on scaleway              | KA001 eu
        a boundary has a mode of its own               | eu requires aws mode Warn                           | Pod web on scaleway              | KA001 eu Warn
        each its own                                   | eu requires aws mode Audit and us requires hetzner mode Warn | Pod web on scaleway | \
        KA001 eu Audit; KA001 us Warn
        one that is disabled is not there              | eu requires aws mode Disabled                       | Pod web on scaleway              | -
        the mode of all limits it                      | mode Warn and eu requires aws                       | Pod web on scaleway              | KA001 eu Warn
        the less strict of both counts                 | mode Warn and eu requires aws mode Audit            | Pod web on scaleway              | KA001 eu Audit
        nowhere by itself takes the mode of all        | mode Audit and eu requires aws mode Warn            | Pod web on aws in scaleway       | KA003 Audit
        but no boundary's                              | eu requires aws mode Warn                           | Pod web on aws in scaleway       | KA003
        a contradiction takes the boundary's           | eu requires scaleway mode Warn                      | Pod web on aws in scaleway       | KA002 Warn
        and the mode of all                            | mode Audit and eu requires scaleway mode Warn       | Pod web on aws in scaleway       | KA002 Audit
        two that exclude each other take the weaker    | eu requires scaleway mode Warn and us forbids scaleway mode Audit | \
        Pod web in scaleway off scaleway | KA002 Audit
        a boundary without a part in it does not count | eu requires scaleway and us requires aws mode Audit | Pod web on aws in scaleway       | KA002
        """)
    void modes(String sentence, String rules, String pod, String objections) {
        assertThat(of(rules, pod)).isEqualTo(objections);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        it can run elsewhere too      | eu requires aws | Pod web | \
        pod "web" must run only on aws, as boundary "eu" says, but it can also run on hetzner, scaleway; say the same in its node affinity, or ask for \
        another boundary
        it runs elsewhere             | eu requires aws | Pod web on scaleway | \
        pod "web" must run only on aws, as boundary "eu" says, but it runs on scaleway (nodeSelector provider=scaleway); take that back, or ask for \
        another boundary
        on a node that nobody knows   | eu requires aws | Pod web at gone | \
        pod "web" must run only on aws, as boundary "eu" says, but it runs on a node that isn't known (nodeName gone); take that back, or ask for another \
        boundary
        which could be forbidden      | eu forbids aws | Pod web at gone | \
        pod "web" must never run on aws, as boundary "eu" says, but it runs on a node that isn't known (nodeName gone); take that back, or ask for \
        another boundary
        on several of them            | eu requires aws | Pod web in scaleway hetzner | \
        pod "web" must run only on aws, as boundary "eu" says, but it runs on hetzner, scaleway (node affinity provider in (scaleway,hetzner)); take that \
        back, or ask for another boundary
        on one of them                | eu requires aws | Pod web in aws scaleway | \
        pod "web" must run only on aws, as boundary "eu" says, but it can also run on scaleway (node affinity provider in (aws,scaleway)); say the same \
        in its node affinity, or ask for another boundary
        on a node                     | eu requires aws | Pod web at scw-1 | \
        pod "web" must run only on aws, as boundary "eu" says, but it runs on scaleway (nodeName scw-1); take that back, or ask for another boundary
        on a provider without nodes   | eu requires aws | Pod web on gcp | \
        pod "web" must run only on aws, as boundary "eu" says, but it runs on gcp (nodeSelector provider=gcp); take that back, or ask for another boundary
        on what has no label          | eu forbids aws | Pod web off aws | \
        pod "web" must never run on aws, as boundary "eu" says, but it can also run on nodes whose provider isn't known (node affinity provider!=aws); \
        say the same in its node affinity, or ask for another boundary
        on a node without a label     | eu requires aws | Pod web at plain | \
        pod "web" must run only on aws, as boundary "eu" says, but it runs on a node whose provider isn't known (nodeName plain); take that back, or ask \
        for another boundary
        where no label may be missing | eu requires aws scaleway hetzner | Pod web labelled | \
        pod "web" must run only on aws or scaleway or hetzner, as boundary "eu" says, but it can also run on providers that have no node yet (node \
        affinity provider exists); say the same in its node affinity, or ask for another boundary
        on the forbidden              | eu forbids aws gcp | Pod web on aws | \
        pod "web" must never run on aws or gcp, as boundary "eu" says, but it runs on aws (nodeSelector provider=aws); take that back, or ask for another \
        boundary
        both limits                   | eu requires aws scaleway forbids gcp | Pod web on hetzner | \
        pod "web" must run only on aws or scaleway and never on gcp, as boundary "eu" says, but it runs on hetzner (nodeSelector provider=hetzner); take \
        that back, or ask for another boundary
        nowhere by itself             | - | Pod web on aws in scaleway | \
        pod "web" can run nowhere: what it says contradicts itself (nodeSelector provider=aws, node affinity provider=scaleway); take one of them back
        nowhere by an empty term      | - | Pod web empty | \
        pod "web" can run nowhere: every term of its required node affinity is empty, and an empty term matches no node; fill a term, or take the affinity back
        nowhere with two boundaries   | eu requires scaleway and us forbids scaleway | Pod web in scaleway off scaleway | \
        pod "web" can run nowhere: its boundaries contradict each other: boundary "eu" (only on scaleway) and boundary "us" (never on scaleway); ask for \
        another boundary
        nowhere whatever it says      | eu requires scaleway and us forbids scaleway | Pod web on aws in scaleway off scaleway | \
        pod "web" can run nowhere: its boundaries contradict each other: boundary "eu" (only on scaleway) and boundary "us" (never on scaleway); ask for \
        another boundary
        nowhere with a boundary       | eu requires scaleway | Pod web on aws in scaleway | \
        pod "web" can run nowhere: it says nodeSelector provider=aws, but boundary "eu" (only on scaleway) holds for it; take that back, or ask for \
        another boundary
        """)
    void messages(String sentence, String rules, String pod, String message) {
        assertThat(judge(rules, pod).get(0).detail()).isEqualTo(message);
    }

    private static String of(String rules, String pod) {
        return ResultText.of(judge(rules, pod).stream().map(GivenJudges::text).toList());
    }

    private static List<Objection> judge(String rules, String phrase) {
        GivenJudges given = GivenJudges.of(rules, "Node plain");
        PodView pod = GivenObject.of(phrase).pod();
        Targets targets = new Targets(given.inventory());
        Consumer consumer = new Consumer("pod", "web", pod, targets.of(pod), List.of());
        return new BoundaryJudge(given.inventory().providers(), targets)
                .judge(consumer, pod, given.scope().boundaries(pod), given.scope());
    }
}
