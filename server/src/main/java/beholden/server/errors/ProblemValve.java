package beholden.server.errors;

import java.io.IOException;
import java.io.PrintWriter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// Tells as problem details, in place of Tomcat's page, what Tomcat refuses before the application is asked, such
/// as a path with an encoded slash.
final class ProblemValve extends ErrorReportValve {

    /// Puts it in.
    @Component
    static class Customizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            // inside of the one that Spring Boot puts in, and so the first to answer
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemValve()));
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        String kind = status < 500 ? "wrong" : "internal";
        String says = status < 500 ? ContainerErrors.UNREADABLE : Faults.SAYS;
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            PrintWriter out = response.getReporter();
            if (out == null) return;
            out.write("{\"detail\":\"%s\",\"status\":%d,\"type\":\"urn:beholden:%s\"}".formatted(says, status, kind));
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            // nobody listens any more
        }
    }
}
