package io.headrace.ingest.start;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Every setting of this service. */
@ConfigMapping(prefix = "headrace")
public interface IngestConfig {
    Kafka kafka();

    Webhook webhook();

    /** {@code id:base64[,id:base64...]}: seals secrets. Required; optional here only to fail with a clear sentence. */
    Optional<String> secretKeys();

    /** {@code base64[,base64...]}, at least 32 bytes each: the first hashes API keys, all of them open. Required, as above. */
    Optional<String> keyPepper();

    Admin admin();

    /** The administrator who is there from the first start on. */
    interface Admin {
        Optional<String> account();

        /** Used when the account is made, and never again. */
        Optional<String> password();
    }

    /** A JSON file of credentials that must exist and work. */
    Optional<Path> bootstrapFile();

    /** Stable name of this instance. */
    @WithDefault("${hostname:ingest-api}")
    Optional<String> instance();

    /** Where clients reach this service, {@code https://api.example.com}: the issuer of its tokens. */
    Optional<String> publicUrl();

    Token token();

    /** The tokens that keys are exchanged for. */
    interface Token {
        /** How long one key signs them before the next one does. */
        @WithDefault("P30D")
        Duration signingPeriod();
    }

    Session session();

    /** How long who logged in stays so. */
    interface Session {
        /** From the login on; what is done meanwhile does not lengthen it. */
        @WithDefault("PT12H")
        Duration lifetime();

        /** How often sessions that expired a day ago are forgotten. */
        @WithDefault("PT10M")
        Duration pruneEvery();
    }

    Oidc oidc();

    /** A provider of identities whose tokens log owners in. */
    interface Oidc {
        /** As its tokens say it; none: off. */
        Optional<String> issuer();

        /** What a token must be for: in its {@code aud}, or its {@code azp}. Required with an issuer. */
        Optional<String> audience();

        /** The claim that says whose account it is, at the first login. */
        @WithDefault("email")
        String accountClaim();

        /** Whether somebody whom nobody knows becomes an owner. */
        @WithDefault("false")
        boolean createOwners();
    }

    Login login();

    /** How many wrong passwords are too many; each instance counts for itself. */
    interface Login {
        /** Of one account, within the window. */
        @WithDefault("10")
        int failuresPerAccount();

        /** From one address, within the window; many people may be behind one. */
        @WithDefault("100")
        int failuresPerAddress();

        /** From the first failure on. */
        @WithDefault("PT15M")
        Duration window();
    }

    /** Where commands go. */
    interface Kafka {
        /** {@code host:port[,host:port...]} */
        @WithDefault("localhost:19092")
        String bootstrapServers();
    }

    /** What a request may ask of its own callback. */
    interface Webhook {
        /** Whether targets may be plain http. */
        @WithDefault("false")
        boolean allowHttp();
    }
}
