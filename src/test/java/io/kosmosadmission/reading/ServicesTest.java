package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.reading.objects.ServiceReader;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services as the API sends them: what is absent, null or of another shape. */
class ServicesTest {

    private static Service read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            Service service = ServiceReader.read(parser);
            assertThat(parser.nextToken())
                    .as("all of the object is read, and no more")
                    .isNull();
            return service;
        }
    }

    @Test
    void allThatIsJudgedIsRead() throws IOException {
        Service service = read("""
                {"metadata": {"name": "web", "namespace": "shop", "annotations": {"a": "1"}},
                 "spec": {"ports": [{"port": 80, "targetPort": "http"}], "type": "LoadBalancer", "selector": {"app": "web"},
                          "externalTrafficPolicy": "Local", "loadBalancerClass": "tailscale"},
                 "status": {"conditions": [{}], "loadBalancer": {"ingress": [{"ip": "192.0.2.1", "ports": []}]}}}
                """);
        assertThat(service.metadata().annotations()).isEqualTo(Map.of("a", "1"));
        assertThat(service)
                .isEqualTo(new Service(service.metadata(), true, "tailscale", true, Map.of("app", "web"), true));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no spec              | {}
        null                 | {"spec": null, "status": null}
        fields that are null | {"spec": {"type": null, "selector": null, "loadBalancerClass": null, "externalTrafficPolicy": null}}
        no address yet       | {"status": {"loadBalancer": {}}}
        null for an address  | {"status": {"loadBalancer": {"ingress": null}}}
        no addresses         | {"status": {"loadBalancer": {"ingress": []}}}
        null for its state   | {"status": {"loadBalancer": null}}
        another type         | {"spec": {"type": "ClusterIP", "externalTrafficPolicy": ""}}
        """)
    void whatIsAbsentIsEmpty(String sentence, String json) throws IOException {
        Service service = read(json);
        assertThat(service).isEqualTo(new Service(service.metadata(), false, "", false, Map.of(), false));
        assertThat(service.selects(Map.of("app", "web")))
                .as("no selector selects none")
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a spec that is a list      | {"spec": []}                                  | /spec: must be an object
        a type that is a number    | {"spec": {"type": 1}}                         | /spec/type: must be a string
        a selector that is a text  | {"spec": {"selector": "app"}}                 | /spec/selector: must be an object
        addresses that are no list | {"status": {"loadBalancer": {"ingress": {}}}} | /status/loadBalancer/ingress: must be a list
        """)
    void whatIsOfAnotherShapeIsNamed(String sentence, String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(message);
    }
}
