package dev.lockstep.api;

import jakarta.enterprise.context.ApplicationScoped;
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
                throw new RefusedException(Trouble.BODY_TOO_LARGE, LIMIT);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(e, Trouble.BODY_NOT_UTF8);
        } catch (IOException e) {
            throw new RefusedException(e, Trouble.BODY_ENDED_EARLY);
        }
    }
}
