package beholden.faces.pack;

/// One network of a pack: its weights and what its numbers mean.
///
/// The kinds are what the code knows how to decode; a pack says which it uses.
public sealed interface Head {

    /// Weights, as a path inside the pack's folder.
    String file();

    /// SHA-256 of the weights, 64 hexadecimal digits.
    String sha256();

    NetworkInput input();

    /// Finds faces.
    ///
    /// @param threshold    a box scored below this is not a face, 0..1
    /// @param nmsIou       boxes that overlap more than this are one face, 0..1
    /// @param smallestFace side in input pixels of the smallest face that is found reliably
    record Detector(
            Kind kind, String file, String sha256, NetworkInput input, float threshold, float nmsIou, int smallestFace)
            implements Head {

        /// Layouts of outputs that boxes are read from.
        public enum Kind {
            /// `scores` [1,n,2] and `boxes` [1,n,4], decoded corner boxes as fractions of the input.
            ULTRAFACE,
            /// `cls_s`, `obj_s`, `bbox_s`, `kps_s` for strides 8, 16, 32; one anchor a cell; five points.
            YUNET,
            /// Nine outputs (scores, boxes, points for strides 8, 16, 32), two anchors a cell; five points.
            SCRFD
        }

        public Detector {
            fraction("threshold", threshold);
            fraction("nmsIou", nmsIou);
            if (smallestFace < 4 || smallestFace > Math.min(input.width(), input.height()) / 2) {
                throw new IllegalArgumentException(
                        "smallestFace of " + smallestFace + " pixels does not suit the input");
            }
        }

        private static void fraction(String name, float value) {
            if (!(value > 0 && value < 1))
                throw new IllegalArgumentException(name + " is " + value + "; it lies between 0 and 1");
        }
    }

    /// Finds points in a face's box.
    ///
    /// @param kind `POINTS68`: 136 values, x and y of the 68 iBUG points as fractions of the box
    record Landmarks(Kind kind, String file, String sha256, NetworkInput input) implements Head {
        public enum Kind {
            POINTS68
        }
    }

    /// Makes the template of an aligned face.
    ///
    /// @param kind      `ARCFACE`: the five-point alignment of ArcFace, one output of `dimension` values
    /// @param dimension length of the template
    record Template(Kind kind, String file, String sha256, NetworkInput input, int dimension) implements Head {
        public enum Kind {
            ARCFACE
        }

        public Template {
            if (dimension < 64 || dimension > 4096) {
                throw new IllegalArgumentException("dimension is " + dimension + "; 64 to 4,096 is possible");
            }
        }
    }

    /// Measures the head's pose.
    ///
    /// @param kind `HOPENET`: three outputs of 66 bins of 3°, yaw, pitch and roll in this order
    record Pose(Kind kind, String file, String sha256, NetworkInput input) implements Head {
        public enum Kind {
            HOPENET
        }
    }
}
