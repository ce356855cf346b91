package io.headrace.ingest.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.Json;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the envelope that every answer comes in. */
public final class Answers {
    private Answers() {}

    /** Writes members into an object that is open. */
    @FunctionalInterface
    public interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Writes one item's members into an object that is open. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /** {@code success}, {@code code} and {@code message}, then the members, then the request's id. */
    public static Response.ResponseBuilder success(int status, Exchange exchange, String messageKey, Members members) {
        byte[] body = object(json -> {
            json.writeBooleanField("success", true);
            json.writeNumberField("code", 0);
            json.writeStringField("message", Messages.in(exchange.language(), Text.of(messageKey)));
            members.writeTo(json);
            json.writeStringField("requestId", exchange.requestId());
        });
        return Response.status(status).type(Accept.JSON).entity(body);
    }

    /** 200 with one object under {@code data}. */
    public static Response data(Exchange exchange, Members members) {
        return data(200, exchange, members).build();
    }

    /** One object under {@code data}. */
    public static Response.ResponseBuilder data(int status, Exchange exchange, Members members) {
        return success(status, exchange, "success", json -> {
            json.writeObjectFieldStart("data");
            members.writeTo(json);
            json.writeEndObject();
        });
    }

    /** 201 with one object under {@code data}, and where it is from now on. */
    public static Response created(Exchange exchange, String location, Members members) {
        return data(201, exchange, members).header("Location", location).build();
    }

    /**
     * 200 with {@code data.items} and {@code data.pagination}.
     *
     * @param total how many items all pages have together; null where it would have taken too long to count them
     * @param writer writes the members of one item into an object that is open
     */
    public static <T> Response page(
            Exchange exchange, Paging paging, @Nullable Long total, List<T> items, Writer<T> writer) {
        return data(exchange, json -> {
            json.writeArrayFieldStart("items");
            for (T item : items) {
                json.writeStartObject();
                writer.write(json, item);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("pagination");
            json.writeNumberField("page", paging.page());
            json.writeNumberField("pageSize", paging.pageSize());
            if (total == null) {
                json.writeNullField("total");
                json.writeNullField("totalPages");
            } else {
                json.writeNumberField("total", total);
                json.writeNumberField("totalPages", (total + paging.pageSize() - 1) / paging.pageSize());
            }
            json.writeEndObject();
        });
    }

    static Response problem(Exchange exchange, Problem problem) {
        exchange.refusedWith(problem.code());
        Response.ResponseBuilder answer = Response.status(problem.code().status())
                .type(problemType(exchange))
                .entity(problemBody(exchange, problem));
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    static String problemType(Exchange exchange) {
        return exchange.wantsProblemJson() ? Accept.PROBLEM_JSON : Accept.JSON;
    }

    static byte[] problemBody(Exchange exchange, Problem problem) {
        Language language = exchange.language();
        return object(json -> {
            if (exchange.wantsProblemJson()) {
                writeStandardMembers(json, language, problem);
            }
            json.writeBooleanField("success", false);
            json.writeNumberField("code", problem.code().code());
            Map<String, Object> members = new TreeMap<>(problem.members());
            Object ownError = members.remove("error");
            json.writeStringField("error", ownError == null ? title(language, problem) : ownError.toString());
            json.writeStringField("message", Messages.in(language, problem.message()));
            writeDetails(json, language, problem);
            for (var member : members.entrySet()) {
                json.writeObjectField(member.getKey(), member.getValue());
            }
            json.writeStringField("requestId", exchange.requestId());
        });
    }

    private static void writeStandardMembers(JsonGenerator json, Language language, Problem problem)
            throws IOException {
        json.writeStringField("type", "urn:headrace:problem:" + problem.code().code());
        json.writeStringField("title", title(language, problem));
        json.writeNumberField("status", problem.code().status());
        json.writeStringField("detail", Messages.in(language, problem.message()));
    }

    private static void writeDetails(JsonGenerator json, Language language, Problem problem) throws IOException {
        if (!problem.details().isEmpty()) {
            writeDetails(json, language, problem.details());
        }
    }

    /** The member {@code details}: each field that is wrong, and why. */
    public static void writeDetails(JsonGenerator json, Language language, List<Detail> details) throws IOException {
        json.writeArrayFieldStart("details");
        for (Detail detail : details) {
            json.writeStartObject();
            json.writeStringField("field", detail.field());
            json.writeStringField("error", Messages.in(language, detail.error()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String title(Language language, Problem problem) {
        return Messages.in(language, Text.of(problem.code().name() + ".error"));
    }

    private static byte[] object(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
