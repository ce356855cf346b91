package io.headrace.ingest.json;

import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.Keyword;
import com.networknt.schema.Vocabulary;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts our own keywords into a dialect, in the place of those of the library that data can stall. */
final class BoundedKeywords {
    private static final List<Keyword> OURS = List.of(new UniqueItemsKeyword(), new MultipleOfKeyword());

    private BoundedKeywords() {}

    /** Newer dialects take their keywords from vocabularies, whatever else was put into them. */
    static JsonMetaSchema appliedTo(JsonMetaSchema dialect) {
        return JsonMetaSchema.builder(dialect)
                .keyword(new StepKeyword())
                .keywords(OURS)
                .vocabularyFactory(BoundedKeywords::vocabulary)
                .build();
    }

    /** Null: the library's own. */
    private static @Nullable Vocabulary vocabulary(String name) {
        return Stream.of(Vocabulary.V201909_VALIDATION, Vocabulary.V202012_VALIDATION)
                .filter(vocabulary -> vocabulary.getIri().equals(name))
                .findFirst()
                .map(BoundedKeywords::bounded)
                .orElse(null);
    }

    private static Vocabulary bounded(Vocabulary vocabulary) {
        Stream<Keyword> others = vocabulary.getKeywords().stream().filter(keyword -> !isOurs(keyword));
        return new Vocabulary(
                vocabulary.getIri(), Stream.concat(others, OURS.stream()).toArray(Keyword[]::new));
    }

    private static boolean isOurs(Keyword keyword) {
        return OURS.stream().anyMatch(own -> own.getValue().equals(keyword.getValue()));
    }
}
