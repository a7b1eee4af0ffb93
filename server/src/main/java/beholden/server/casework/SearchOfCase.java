package beholden.server.casework;

/// An event by which candidates of a case were searched, so that a case can say how many searches it had. The
/// package that searches implements it with its own record.
public interface SearchOfCase {

    CaseId caseId();
}
