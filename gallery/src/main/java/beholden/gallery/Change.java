package beholden.gallery;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// One change of a gallery, for [Gallery#apply(Change)]: what goes, and the faces that come, all of it or nothing.
///
/// Removals come first, among the faces that the gallery holds; then the faces come. So a change that
/// removes a photo and enrols faces of it renews that photo. A face whose id is there already is replaced. A
/// change that is applied twice leaves the gallery as if it had been applied once.
///
/// ```java
/// Change.Builder change = new Change.Builder().removePhotos(List.of("p1"));
/// String crop = change.picture(jpeg);
/// change.enrol(new Enrolment(face.withPictures(crop, null), template));
/// gallery.apply(change.build());
/// ```
public final class Change {
    private final List<Enrolment> enrolments;
    private final Map<String, byte[]> pictures;
    private final Set<String> removedFaces;
    private final Set<String> removedPhotos;
    private final Set<String> removedSources;
    private final Map<String, LocalDate> removedBefore;

    private Change(Builder made) {
        this.enrolments = List.copyOf(made.enrolments.values());
        this.pictures = new HashMap<>(made.pictures);
        Set<String> referred = new HashSet<>();
        for (Enrolment enrolment : enrolments) referred.addAll(enrolment.face().pictures());
        pictures.keySet().retainAll(referred);
        this.removedFaces = Set.copyOf(made.removedFaces);
        this.removedPhotos = Set.copyOf(made.removedPhotos);
        this.removedSources = Set.copyOf(made.removedSources);
        this.removedBefore = Map.copyOf(made.removedBefore);
    }

    /// Faces that come, each id once.
    public List<Enrolment> enrolments() {
        return enrolments;
    }

    /// Pictures that the enrolled faces refer to, by id; nobody writes into them.
    public Map<String, byte[]> pictures() {
        return Collections.unmodifiableMap(pictures);
    }

    /// Ids of faces that go.
    public Set<String> removedFaces() {
        return removedFaces;
    }

    /// Ids of photos all of whose faces go.
    public Set<String> removedPhotos() {
        return removedPhotos;
    }

    /// Ids of sources all of whose faces go.
    public Set<String> removedSources() {
        return removedSources;
    }

    /// Ids of sources, each with the day before which a face must have been enrolled to go.
    public Map<String, LocalDate> removedBefore() {
        return removedBefore;
    }

    /// Whether anything is to be removed, be it there or not.
    public boolean removes() {
        return !(removedFaces.isEmpty()
                && removedPhotos.isEmpty()
                && removedSources.isEmpty()
                && removedBefore.isEmpty());
    }

    /// Puts a change together; for one thread.
    public static final class Builder {
        private final SequencedMap<String, Enrolment> enrolments = new LinkedHashMap<>();
        private final Map<String, byte[]> pictures = new HashMap<>();
        private final Set<String> removedFaces = new HashSet<>();
        private final Set<String> removedPhotos = new HashSet<>();
        private final Set<String> removedSources = new HashSet<>();
        private final Map<String, LocalDate> removedBefore = new HashMap<>();

        /// Adds a face, or replaces the one with its id.
        ///
        /// @throws IllegalArgumentException if the change has a face of this id already
        public Builder enrol(Enrolment enrolment) {
            String id = enrolment.face().faceId();
            if (enrolments.putIfAbsent(id, enrolment) != null) {
                throw new IllegalArgumentException("face " + id + " is there twice in one change");
            }
            return this;
        }

        /// Adds faces as [#enrol(Enrolment)] does.
        public Builder enrol(Collection<Enrolment> faces) {
            faces.forEach(this::enrol);
            return this;
        }

        /// Brings a picture for a face that is enrolled with this change; without such a face it is left out.
        ///
        /// @param picture encoded, usually as JPEG; the gallery may hold it already
        /// @return the id by which the face refers to it
        public String picture(byte[] picture) {
            if (picture.length == 0) throw new IllegalArgumentException("a picture of 0 bytes");
            String id = PictureStore.idOf(picture);
            pictures.computeIfAbsent(id, _ -> picture.clone());
            return id;
        }

        /// Removes faces by id.
        public Builder removeFaces(Collection<String> faceIds) {
            removedFaces.addAll(faceIds);
            return this;
        }

        /// Removes every face of these photos.
        public Builder removePhotos(Collection<String> photoIds) {
            removedPhotos.addAll(photoIds);
            return this;
        }

        /// Removes every face of a source, as when the authority to hold its photos has ended.
        public Builder removeSource(String sourceId) {
            removedSources.add(sourceId);
            return this;
        }

        /// Removes every face of a source that was enrolled before a day, as when they may be kept so long and no
        /// longer. Faces whose day of enrolment is not known stay.
        public Builder removeEnrolledBefore(String sourceId, LocalDate day) {
            removedBefore.put(sourceId, day);
            return this;
        }

        public Change build() {
            return new Change(this);
        }
    }
}
