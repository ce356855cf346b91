package io.headrace.bench.run.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code latest.json}: everything that was measured, for other programs. */
public final class ResultsFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultsFile() {}

    public static void write(Results results, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("date", results.date().toString());
        all.put("seconds", results.took().toSeconds());
        all.put("commit", results.commit());
        all.put("quick", results.quick());
        all.put("machine", results.machine());
        all.put("warmUp", results.warmUp());
        List<Map<String, Object>> findings = new ArrayList<>();
        results.findings().forEach(finding -> findings.add(members(finding)));
        all.put("findings", findings);
        JSON.writeValue(file.toFile(), all);
    }

    private static Map<String, Object> members(Finding finding) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("scenario", finding.scenario());
        all.put("what", finding.what());
        all.put("unit", finding.unit());
        all.put("median", finding.measured().median());
        all.put("measured", finding.measured().values());
        finding.beside().ifPresent(beside -> {
            all.put("beside", beside.what());
            all.put("besideMedian", beside.measured().median());
            all.put("besideMeasured", beside.measured().values());
        });
        finding.share().ifPresent(share -> all.put("share", share));
        all.put("goal", ResultsTable.goal(finding));
        finding.isMet().ifPresent(met -> all.put("met", met));
        all.put("notes", finding.notes());
        all.put("details", finding.details());
        return all;
    }
}
