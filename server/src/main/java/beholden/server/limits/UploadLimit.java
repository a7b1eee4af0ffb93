package beholden.server.limits;

import beholden.faces.photo.PhotoLimits;
import beholden.server.events.Member;
import beholden.server.refusal.Refusal;
import beholden.server.route.Payload;
import beholden.server.route.Routes;
import beholden.server.turns.FairRoom;
import beholden.vault.key.AgencyId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/// Limits what the files that are sent take of the memory, by the length that each says it has: from before its first
/// byte is read until it is answered, and each agency to its share of a [FairRoom].
///
/// All together have an eighth of the heap, since a body is in memory twice or thrice while it is put together, and
/// at least as much as four of the largest have: so one agency's share leaves room for two of another's.
public final class UploadLimit extends MemberLimit {
    private static final int OF_THE_HEAP = 8;
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    private final Routes routes;
    private final FairRoom room;

    public UploadLimit(Routes routes, PhotoLimits photos) {
        this.routes = routes;
        this.room = new FairRoom(
                Math.max(4 * BodyLimit.file(photos), Runtime.getRuntime().maxMemory() / OF_THE_HEAP));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return routes.of(request).payload() != Payload.FILE || request.getContentLengthLong() <= 0;
    }

    @Override
    void limit(Member who, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AgencyId agency = who.agency();
        long length = request.getContentLengthLong();
        if (!room.take(agency, length)) {
            // the rest of the body would be taken for another request
            response.setHeader(HttpHeaders.CONNECTION, "close");
            throw Refusal.busy(
                    COME_AGAIN, "Too many photos and documents are being sent; send this one again in some seconds.");
        }
        try {
            chain.doFilter(request, response);
        } finally {
            room.giveBack(agency, length);
        }
    }
}
