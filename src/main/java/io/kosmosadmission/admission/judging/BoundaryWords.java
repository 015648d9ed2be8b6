package io.kosmosadmission.admission.judging;

import io.kosmosadmission.boundary.OwnWords;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.storage.Consumer;
import io.kosmosadmission.target.Word;
import java.util.List;

/**
 * Names the boundary in the words that a boundary added to a consumer: the user never wrote them and can't remove them.
 */
final class BoundaryWords {

    private final Providers providers;

    BoundaryWords(Providers providers) {
        this.providers = providers;
    }

    Consumer tell(Consumer consumer, List<Boundary> boundaries) {
        if (boundaries.isEmpty()) {
            return consumer;
        }
        List<Word> words = consumer.target().words().stream()
                .map(word -> tell(word, boundaries))
                .toList();
        return consumer.withTarget(consumer.target().inWords(words));
    }

    private Word tell(Word word, List<Boundary> boundaries) {
        return boundaries.stream()
                .filter(boundary -> OwnWords.isOf(boundary, word, providers))
                .findFirst()
                .map(boundary -> Word.ofBoundary(boundary.name(), word.requirement()))
                .orElse(word);
    }
}
