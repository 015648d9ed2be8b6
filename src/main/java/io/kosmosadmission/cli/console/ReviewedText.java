package io.kosmosadmission.cli.console;

import io.kosmosadmission.cli.review.ReviewAnswer;
import io.kosmosadmission.cli.review.ReviewedManifest;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.console.Reviewed;
import java.io.IOException;

/** Turns what a review found into what a page shows. */
final class ReviewedText {

    private ReviewedText() {}

    static Reviewed of(ReviewedManifest reviewed) throws IOException {
        ReviewAnswer answer = reviewed.answer();
        return new Reviewed(
                reviewed.kind(),
                reviewed.namespace(),
                reviewed.name(),
                answer.decision(),
                answer.reason(),
                answer.code().orElse(""),
                answer.rule().orElse(""),
                answer.message().orElse(""),
                answer.warnings(),
                reviewed.steps(),
                Trees.yaml(reviewed.before()),
                Trees.yaml(reviewed.object()));
    }
}
