package beholden.faces;

/// How the head is turned, in degrees; all zero looks straight into the camera.
///
/// @param yaw   to the side
/// @param pitch up or down
/// @param roll  tilted in the picture's plane
public record Pose(float yaw, float pitch, float roll) {}
