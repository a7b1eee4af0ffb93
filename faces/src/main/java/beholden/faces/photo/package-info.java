/// Photos of any origin, made safe: the encoded bytes of a stranger's file in, upright 8-bit sRGB pixels out.
///
/// [PhotoDecoder][beholden.faces.photo.PhotoDecoder] is the door. A file is first read as structure (which format,
/// how large, how turned, whole or cut short) and only then, if it is within the
/// [limits][beholden.faces.photo.PhotoLimits], as pixels. What is handed to a codec is rebuilt from the few parts
/// that pixels need, so that text, thumbnails, colour profiles and other metadata never reach it.
@NullMarked
package beholden.faces.photo;

import org.jspecify.annotations.NullMarked;
