package dev.lockstep.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a request's text, within bounds. */
@ApplicationScoped
public class RequestBody {
    /** Bytes. */
    static final int LIMIT = 65_536;

    String read(long announcedBytes, InputStream body) {
        try {
            // What announces itself as too large is not read at all.
            byte[] bytes = announcedBytes > LIMIT ? null : body.readNBytes(LIMIT + 1);
            if (bytes == null || bytes.length > LIMIT) {
                throw new ClientErrorException(
                        "The request body is larger than %d bytes; nothing was changed. Send a shorter event."
                                .formatted(LIMIT),
                        Response.Status.REQUEST_ENTITY_TOO_LARGE);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException(
                    "The request body is not UTF-8; nothing was changed. Send UTF-8 JSON.", e);
        } catch (IOException e) {
            throw new BadRequestException(
                    "The request body ended early; nothing was changed. Send it again.", e);
        }
    }
}
