package io.headrace.local;

import java.io.IOException;
import java.nio.file.Files;

/** What is made at the first start and has to be the same at every later one. */
record Keepsakes(Secrets secrets, Credentials credentials) {
    static Keepsakes load(LocalFolder folder, String baseUrl) throws IOException {
        if (!Files.exists(folder.secrets())) {
            requireNoData(folder);
            PrivateFile.write(folder.secrets(), Secrets.create());
        }
        Credentials credentials = Files.exists(folder.bootstrap())
                ? PrivateFile.read(folder.bootstrap(), Credentials.class).withBaseUrl(baseUrl)
                : Credentials.create(baseUrl);
        PrivateFile.write(folder.bootstrap(), credentials);
        return new Keepsakes(PrivateFile.read(folder.secrets(), Secrets.class), credentials);
    }

    private static void requireNoData(LocalFolder folder) {
        if (Files.exists(folder.data())) {
            throw new StartupProblem("There are data in " + folder.data() + " but their secrets, " + folder.secrets()
                    + ", are gone: put them back, or start anew with -Dheadrace.fresh.");
        }
    }
}
