/// How the API describes itself (OpenAPI 3.1, at `/api/v1/openapi`): what follows from the endpoints' own types and
/// annotations is told here once for all of them.
@NullMarked
package beholden.server.description;

import org.jspecify.annotations.NullMarked;
