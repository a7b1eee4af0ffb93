package beholden.faces;

/// Turn of the head in degrees; a head with three zeros looks straight into the camera.
///
/// @param yaw   turn to the side
/// @param pitch turn up or down
/// @param roll  tilt in the photo's plane, clockwise, above −180 and up to 180: a head upside down has 180
public record Pose(float yaw, float pitch, float roll) {}
