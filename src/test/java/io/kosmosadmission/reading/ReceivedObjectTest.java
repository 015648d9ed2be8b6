package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.WorkloadKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedObjectTest {

    private static JsonParser at(String json) throws IOException {
        JsonParser parser = new JsonFactory().createParser(json.replace('\'', '"'));
        parser.nextToken();
        return parser;
    }

    @Test
    void takesWhatNamesAnObjectFromItsOwnMetadataOnly() throws IOException {
        ReceivedObject<StoredPod> pod = ReceivedObject.read(Kind.POD, at("""
                {'spec': {'volumes': [{'name': 'data', 'ephemeral': {'volumeClaimTemplate': {'metadata': {'name': 'other'}}}}]},
                 'metadata': {'labels': {'name': 'label', 'resourceVersion': 'label'},
                   'managedFields': [{'name': 'field'}], 'name': 'web', 'ownerReferences': [{'name': 'owner'}],
                   'resourceVersion': '7', 'namespace': 'shop'},
                 'status': {'metadata': {'name': 'nothing'}, 'phase': 'Running'}}"""));
        assertThat(pod.name()).isEqualTo("web");
        assertThat(pod.namespace()).isEqualTo("shop");
        assertThat(pod.resourceVersion()).isEqualTo("7");
        assertThat(pod.object().orElseThrow().phase()).isEqualTo("Running");
        assertThat(pod.unreadable()).isEmpty();
    }

    @Test
    void oneThatIsNotOfItsShapeDoesNotHoldUpTheNext() throws IOException {
        JsonParser parser = at("""
                [{'spec': {'nodeName': ['a', {'b': 1}], 'volumes': []}, 'metadata': {'name': 'wrong', 'resourceVersion': '1'}},
                 {'metadata': {'name': 'right', 'resourceVersion': '2'}}]""");
        List<ReceivedObject<StoredPod>> read = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            read.add(ReceivedObject.read(Kind.POD, parser));
        }
        assertThat(read).extracting(ReceivedObject::name).containsExactly("wrong", "right");
        assertThat(read).extracting(ReceivedObject::resourceVersion).containsExactly("1", "2");
        assertThat(read.get(0).object()).isEmpty();
        assertThat(read.get(0).unreadable()).isEqualTo("/0/spec/nodeName: must be a string");
        assertThat(read.get(1).object()).isPresent();
    }

    @Test
    void whatSaysOnlyHowFarAWatchIsHasNoShape() throws IOException {
        var bookmark = ReceivedObject.read(
                Kind.of(WorkloadKind.Deployment), at("{'kind': 'Deployment', 'metadata': {'resourceVersion': '9'}}"));
        assertThat(bookmark.resourceVersion()).isEqualTo("9");
        assertThat(bookmark.object()).isEmpty();
    }

    @Test
    void brokenJsonIsBroken() throws IOException {
        JsonParser parser = at("{'metadata': {'name': 'web'");
        assertThatThrownBy(() -> ReceivedObject.read(Kind.POD, parser)).isInstanceOf(JsonProcessingException.class);
    }
}
