package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a pod's creator told a placement with it: the API server notes that in managedFields, and nothing of webhooks. */
class BroughtPlacementTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its creator's                        | kosmos-admission.io/placed: x    | [{manager: a, fieldsV1: {f:metadata: {f:annotations: {.: {}, f:kosmos-admission.io/placed: {}}}}}] | true
        one of several                       | kosmos-admission.io/placed: x    | [{}, {fieldsV1: {f:spec: {}}}, {fieldsV1: {f:spec: {}, f:metadata: {f:labels: {}, f:annotations: {f:kosmos-admission.io/placed: {}}}}}] | true
        a webhook's                          | kosmos-admission.io/placed: x    | [{manager: a, fieldsV1: {f:metadata: {f:annotations: {.: {}, f:note: {}}}}}] | false
        nobody says                          | kosmos-admission.io/placed: x    | [] | false
        null is nothing                      | kosmos-admission.io/placed: x    | null | false
        a label of that name                 | kosmos-admission.io/placed: x    | [{fieldsV1: {f:metadata: {f:labels: {f:kosmos-admission.io/placed: {}}}}}] | false
        deeper below                         | kosmos-admission.io/placed: x    | [{fieldsV1: {f:spec: {f:metadata: {f:annotations: {f:kosmos-admission.io/placed: {}}}}}}] | false
        who chooses a rule tells no placement | kosmos-admission.io/placed-by: x | [{fieldsV1: {f:metadata: {f:annotations: {f:kosmos-admission.io/placed-by: {}}}}}] | false
        the annotation is gone               | note: x                          | [{fieldsV1: {f:metadata: {f:annotations: {f:kosmos-admission.io/placed: {}}}}}] | false
        """)
    void isReadFromManagedFields(String sentence, String annotation, String managedFields, boolean brought) {
        String metadata = "{name: web, annotations: {" + annotation + "}, managedFields: "
                + managedFields.replaceAll("(f:[^{ ]*|\\.): ", "\"$1\": ") + "}";
        assertThat(GivenCluster.podWith(metadata, "{}").presence().broughtPlacement())
                .isEqualTo(brought);
    }
}
