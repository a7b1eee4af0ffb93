package beholden.server.errors;

import beholden.server.http.Problems;
import beholden.server.refusal.Refusal;
import beholden.server.route.OpenToAll;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells as problem details what is refused before any filter or controller of ours is asked, such as a path that
/// hides another; and why a body could not be read, since Tomcat lets nobody else answer then.
@Hidden
@RestController
class ContainerErrors implements ErrorController {
    static final String UNREADABLE = "The request is not one that can be read; see the description of the API.";

    @OpenToAll
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> say(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException unread
                && unread.getCause() instanceof Refusal refusal) {
            return Problems.answer(refusal);
        }
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, says(status));
        problem.setType(URI.create("urn:beholden:" + kind(status)));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String kind(HttpStatus status) {
        if (status.is5xxServerError()) return "internal";
        return status == HttpStatus.NOT_FOUND ? "not-found" : "wrong";
    }

    private static String says(HttpStatus status) {
        if (status.is5xxServerError()) return Faults.SAYS;
        if (status == HttpStatus.REQUEST_TIMEOUT) return "The body of the request came too slowly.";
        return status == HttpStatus.NOT_FOUND ? "There is nothing here." : UNREADABLE;
    }
}
