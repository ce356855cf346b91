package io.headrace.notifier.send;

import java.util.Map;

/**
 * What goes over the wire in one attempt, before it is known whether the target may be called.
 *
 * @param headers names compare without case, values may be secret: never logged
 * @param secrets those of the headers whose values the target's owner has set
 */
record WebhookRequest(String targetUrl, Map<String, String> headers, Map<String, String> secrets, String body) {
    @Override
    public String toString() {
        return "WebhookRequest[headers=" + headers.keySet() + "]";
    }
}
