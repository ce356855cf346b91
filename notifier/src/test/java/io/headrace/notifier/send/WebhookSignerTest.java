package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WebhookSignerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String PUBLISHED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void theStandardSignatureIsThePublishedOne() {
        String signature = WebhookSigner.standard(List.of(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY);

        assertThat(signature).isEqualTo(PUBLISHED);
    }

    @Test
    void eachLiveSecretSigns() {
        String other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        String signature =
                WebhookSigner.standard(List.of(SECRET, other), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY);

        assertThat(signature.split(" ")).hasSize(2).doesNotHaveDuplicates().startsWith(PUBLISHED);
    }

    /** As {@code printf '%s' "$body" | openssl dgst -sha256 -hmac "$secret"} prints it. */
    @Test
    void thePlainSignatureIsKeyedByTheTextOfTheSecret() {
        assertThat(WebhookSigner.plain(SECRET, BODY))
                .isEqualTo("sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c");
    }
}
