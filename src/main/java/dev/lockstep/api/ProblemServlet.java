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
        Problem problem = problem(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        response.setStatus(problem.status().getStatusCode());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().print(problem.members().build());
    }

    private static Problem problem(Object refused) {
        int status = refused instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
        return switch (status) {
            case 401 -> Trouble.NOT_LOGGED_IN.problem();
            case 403 -> Trouble.NOT_ALLOWED.problem();
            case 404 -> Trouble.NOTHING_THERE.problem();
            case 413 -> Trouble.REQUEST_TOO_LARGE.problem();
            default -> Trouble.SERVER_REFUSED.problemOf(status);
        };
    }
}
