package beholden.server.events;

/// Way in by which a request came, such as a session. It can end while the request is under way.
public interface Entry {
    /// The entry of what the server itself does in an account's name, which never ends.
    Entry OF_SERVER = new Entry() {
        @Override
        public Means means() {
            return new Means.OfServer();
        }

        @Override
        public void requireOpen() {}
    };

    /// Means that the agency's records tell the end of.
    Means means();

    /// Refuses if it has ended in another way than by what the agency records: signed out, say, or too old.
    void requireOpen();
}
