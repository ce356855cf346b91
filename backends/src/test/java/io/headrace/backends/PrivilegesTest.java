package io.headrace.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PrivilegesTest {
    @Test
    void anOrdinaryUserRunsPostgresDirectly() {
        assertThat(Privileges.choose(false, false)).isEqualTo(Privileges.AS_WE_ARE);
        assertThat(Privileges.AS_WE_ARE.wrap(List.of("postgres"))).containsExactly("postgres");
    }

    @Test
    void rootUsesAUserNamespaceWhereThatWorksAndTheUserNobodyElsewhere() {
        assertThat(Privileges.choose(true, true)).isEqualTo(Privileges.USER_NAMESPACE);
        assertThat(Privileges.choose(true, false)).isEqualTo(Privileges.NOBODY);
    }

    @Test
    void rootsBinariesAreWhereNobodyCanReadThem() {
        assertThat(CacheFolder.of(true, Optional.empty(), "/root")).isEqualTo(Path.of("/var/cache/headrace"));
    }

    @Test
    void anOrdinaryUsersBinariesAreInTheCacheOfThatUser() {
        assertThat(CacheFolder.of(false, Optional.empty(), "/home/ada"))
                .isEqualTo(Path.of("/home/ada/.cache/headrace"));
        assertThat(CacheFolder.of(false, Optional.of("/cache"), "/home/ada")).isEqualTo(Path.of("/cache/headrace"));
        assertThat(CacheFolder.of(false, Optional.of("relative"), "/home/ada"))
                .isEqualTo(Path.of("/home/ada/.cache/headrace"));
    }

    @Test
    void childrenGetASessionOfTheirOwnFromSetsidOrPerl() {
        assertThat(OwnSession.prefix(Optional.of(Path.of("/usr/bin/setsid")), Optional.empty()))
                .containsExactly("/usr/bin/setsid");
        assertThat(OwnSession.prefix(Optional.empty(), Optional.of(Path.of("/usr/bin/perl"))))
                .startsWith("/usr/bin/perl");
        assertThat(OwnSession.prefix(Optional.empty(), Optional.empty())).isEmpty();
    }
}
