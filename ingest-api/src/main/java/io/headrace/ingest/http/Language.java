package io.headrace.ingest.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that every message exists in. */
public enum Language {
    EN("en"),
    ZH_CN("zh_CN");

    /** More than any browser sends; the rest of a longer header is not read. */
    private static final int MAX_RANGES = 20;

    private final String bundle;

    Language(String bundle) {
        this.bundle = bundle;
    }

    String bundle() {
        return bundle;
    }

    /** The best of the ranges in {@code Accept-Language}; English where none fits. */
    public static Language of(@Nullable String acceptLanguage) {
        Language best = EN;
        double bestWeight = 0;
        for (String range : acceptLanguage == null ? new String[0] : acceptLanguage.split(",", MAX_RANGES + 1)) {
            Language language = ofTag(Weighted.name(range));
            double weight = Weighted.weight(range);
            if (language != null && weight > bestWeight) {
                best = language;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static @Nullable Language ofTag(String tag) {
        String primary = tag.toLowerCase(Locale.ROOT).split("-", 2)[0];
        return switch (primary) {
            case "zh" -> ZH_CN;
            case "en", "*" -> EN;
            default -> null;
        };
    }
}
