package io.headrace.ingest.operate;

import io.headrace.contracts.Callback;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import io.headrace.contracts.TargetHeaders;
import io.headrace.ingest.access.SigningKeySeal;
import io.headrace.store.operator.OperatorStore;
import io.headrace.store.operator.SealedColumn;
import io.headrace.store.operator.SealedText;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Opens every sealed secret and seals it again with the first key, so that older keys can be taken away. */
final class RotateSecrets implements OperatorCommand {
    @Override
    public String name() {
        return "rotate-secrets";
    }

    @Override
    public String options() {
        return "";
    }

    @Override
    public String description() {
        return "seal everything again with the first key of HEADRACE_SECRET_KEYS; may be run again and again";
    }

    /** What was done with one column. */
    private static final class Count {
        int sealed;
        int unreadable;
        int changed;
    }

    @Override
    public void run(CommandLine line, Surroundings surroundings) {
        line.allow();
        SecretSealer sealer = surroundings.sealer();
        int left = 0;
        try (OperatorStore store = surroundings.openStore()) {
            for (SealedColumn column : SealedColumn.values()) {
                Count count = rotate(store, sealer, column);
                surroundings.say("%s: %d sealed with %s, %d changed meanwhile, %d do not open"
                        .formatted(column.label(), count.sealed, sealer.keyId(), count.changed, count.unreadable));
                left += count.changed + count.unreadable;
            }
        }
        if (left > 0) {
            throw CommandProblem.of(left + " are left: keep the other keys, and run this again");
        }
        surroundings.say("nothing that is stored needs another key than " + sealer.keyId()
                + "; what is still on its way through Kafka may (see docs/operating.md)");
    }

    private static Count rotate(OperatorStore store, SecretSealer sealer, SealedColumn column) {
        Count count = new Count();
        List<SealedText> page = store.sealedByOthers(column, sealer.keyId(), null);
        while (!page.isEmpty()) {
            List<SealedText> opened = new ArrayList<>();
            List<String> sealed = new ArrayList<>();
            for (SealedText text : page) {
                sealAgain(sealer, column, text, opened, sealed);
            }
            int done = store.reseal(column, opened, sealed);
            count.sealed += done;
            count.changed += opened.size() - done;
            count.unreadable += page.size() - opened.size();
            page = store.sealedByOthers(
                    column, sealer.keyId(), page.get(page.size() - 1).key());
        }
        return count;
    }

    private static void sealAgain(
            SecretSealer sealer, SealedColumn column, SealedText text, List<SealedText> opened, List<String> sealed) {
        String context = context(column, text);
        try {
            sealed.add(sealer.seal(sealer.open(text.sealed(), context), context));
            opened.add(text);
        } catch (IllegalArgumentException e) {
            // Its key was taken away too early, or the row was changed by hand: it stays as it is, and is counted.
        }
    }

    private static String context(SealedColumn column, SealedText text) {
        return switch (column) {
            case ENDPOINT_SIGNING_SECRET -> SigningSecret.endpointContext(UUID.fromString(text.boundTo()));
            case SIGNING_KEY -> SigningKeySeal.context(text.boundTo());
            case DELIVERY_AUTH -> Callback.authContext(UUID.fromString(text.boundTo()));
            case SUBSCRIPTION_SECRET, SUBSCRIPTION_OLD_SECRET ->
                SigningSecret.subscriptionContext(UUID.fromString(text.boundTo()));
            case SUBSCRIPTION_HEADERS -> TargetHeaders.context(UUID.fromString(text.boundTo()));
        };
    }
}
