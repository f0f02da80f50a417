package dev.lockstep.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Says as a problem what the server refused before the API saw it (see the error page in web.xml).
 */
@WebServlet("/problem")
public class ProblemServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Object refused = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = refused instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
        response.setStatus(status);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().print(new Problem(status, detail(status)).members().build());
    }

    private static String detail(int status) {
        return switch (status) {
            case 401 -> "Credentials are needed, or these are not known; nothing was changed.";
            case 403 -> "Your role does not allow this; nothing was changed.";
            case 404 -> "There is nothing here; nothing was changed.";
            case 413 -> "The request is too large; nothing was changed.";
            default -> "The server refused the request; nothing was changed.";
        };
    }
}
