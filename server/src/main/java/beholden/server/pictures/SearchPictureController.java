package beholden.server.pictures;

import beholden.faces.AlignedFace;
import beholden.faces.Landmarks;
import beholden.faces.Point;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.route.Costs;
import beholden.server.search.ProbeKeeper;
import beholden.server.search.RecordedSearches;
import beholden.server.search.Search;
import beholden.server.search.SearchId;
import beholden.server.search.TrainingRule;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The pictures of a search: its probe and its candidates, as they are and aligned for comparison.
@RestController
@RequestMapping("/api/v1/searches/{id}")
@PreAuthorize("hasAnyRole('EXAMINER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR')")
class SearchPictureController {
    private static final String USUAL_SIDE = "512";

    private final RecordedSearches searches;
    private final ProbeKeeper keeper;
    private final CandidatePictures candidates;
    private final AlignedFaces aligned;
    private final AgencyBooks books;
    private final TrainingRule training;

    SearchPictureController(
            RecordedSearches searches,
            ProbeKeeper keeper,
            CandidatePictures candidates,
            AlignedFaces aligned,
            AgencyBooks books,
            TrainingRule training) {
        this.searches = searches;
        this.keeper = keeper;
        this.candidates = candidates;
        this.aligned = aligned;
        this.books = books;
        this.training = training;
    }

    @GetMapping(path = "/probe.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] probe(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id) {
        return keeper.photo(who.agency(), searches.find(who, id));
    }

    @GetMapping(path = "/probe-crop.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] probeCrop(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id) {
        return keeper.face(who.agency(), searches.find(who, id));
    }

    @GetMapping(path = "/candidates/{rank}/crop.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] crop(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id, @PathVariable int rank) {
        return candidates.crop(searches.find(who, id), rank);
    }

    @GetMapping(path = "/candidates/{rank}/thumbnail.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] thumbnail(@AuthenticationPrincipal SignedIn who, @PathVariable SearchId id, @PathVariable int rank) {
        return candidates.thumbnail(searches.find(who, id), rank);
    }

    @Costs(3)
    @GetMapping(path = "/probe-aligned.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] probeAligned(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable SearchId id,
            @RequestParam(defaultValue = USUAL_SIDE) int size) {
        return probe(who, compared(who, id), size).jpeg();
    }

    @Costs(3)
    @GetMapping(path = "/candidates/{rank}/aligned.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    byte[] candidateAligned(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable SearchId id,
            @PathVariable int rank,
            @RequestParam(defaultValue = USUAL_SIDE) int size) {
        return candidate(who, compared(who, id), rank, size).jpeg();
    }

    /// @param size   pixels a side of the aligned picture in which the points are
    /// @param points left and right are the viewer's
    record LandmarksJson(int size, List<PointJson> points) {}

    record PointJson(LandmarkName name, float x, float y) {}

    enum LandmarkName {
        LEFT_EYE,
        RIGHT_EYE,
        NOSE,
        LEFT_MOUTH,
        RIGHT_MOUTH
    }

    @Costs(3)
    @GetMapping("/probe-aligned/landmarks")
    LandmarksJson probeLandmarks(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable SearchId id,
            @RequestParam(defaultValue = USUAL_SIDE) int size) {
        return landmarks(probe(who, compared(who, id), size), size);
    }

    @Costs(3)
    @GetMapping("/candidates/{rank}/aligned/landmarks")
    LandmarksJson candidateLandmarks(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable SearchId id,
            @PathVariable int rank,
            @RequestParam(defaultValue = USUAL_SIDE) int size) {
        return landmarks(candidate(who, compared(who, id), rank, size), size);
    }

    /// A search for the comparison view, which is for trained people alone.
    private Search compared(SignedIn who, SearchId id) {
        Search search = searches.find(who, id);
        training.require(books.of(who.agency()), who.account());
        return search;
    }

    private AlignedFace probe(SignedIn who, Search search, int size) {
        keeper.requireKept(search);
        return aligned.ofProbe(who.agency(), search.id(), size, () -> keeper.face(who.agency(), search));
    }

    private AlignedFace candidate(SignedIn who, Search search, int rank, int size) {
        return aligned.ofCandidate(who.agency(), search.id(), rank, size, candidates.crop(search, rank));
    }

    private static LandmarksJson landmarks(AlignedFace face, int size) {
        Landmarks points = face.landmarks();
        return new LandmarksJson(
                size,
                List.of(
                        point(LandmarkName.LEFT_EYE, points.leftEye()),
                        point(LandmarkName.RIGHT_EYE, points.rightEye()),
                        point(LandmarkName.NOSE, points.nose()),
                        point(LandmarkName.LEFT_MOUTH, points.leftMouth()),
                        point(LandmarkName.RIGHT_MOUTH, points.rightMouth())));
    }

    private static PointJson point(LandmarkName name, Point at) {
        return new PointJson(name, at.x(), at.y());
    }
}
