package io.flywheel.notifier.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages as JSON, as they are kept and as webhooks get them. */
public final class MessageJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private MessageJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message has no JSON form", e);
        }
    }

    /** <b>Errors:</b> {@link IllegalStateException} for a text that no release wrote. */
    public static Message read(String json) {
        try {
            return MAPPER.readValue(json, Message.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept message can not be read", e);
        }
    }

    /** A list of objects of texts. */
    public static List<Map<String, String>> objects(String json) {
        try {
            List<Map<String, String>> objects = new ArrayList<>();
            MAPPER.readTree(json).forEach(object -> objects.add(texts(object.toString())));
            return objects;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("matchers are no JSON", e);
        }
    }

    /** An object of texts, such as the labels of an alert. */
    public static Map<String, String> texts(String json) {
        try {
            Map<String, String> texts = new TreeMap<>();
            MAPPER.readTree(json)
                    .properties()
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
            return texts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels are no JSON", e);
        }
    }
}
