import type { Landmarks } from '../api/types';
import classes from './compare.module.css';
import { transform, type View } from './view';

/** Aligned faces are squares of this many pixels; their landmarks are in these pixels. */
export const ALIGNED_PIXELS = 512;

type Properties = { src: string; alt: string; landmarks: Landmarks | undefined; view: View };

/** One face as the view shows it. */
export function FaceLayer({ src, alt, landmarks, view }: Properties) {
  return (
    <div className={classes.face} style={{ transform: transform(view) }}>
      <img
        src={src}
        alt={alt}
        draggable={false}
        style={{ filter: `brightness(${view.brightness}) contrast(${view.contrast})` }}
      />
      {view.landmarks && landmarks !== undefined && (
        <svg viewBox={`0 0 ${ALIGNED_PIXELS} ${ALIGNED_PIXELS}`} aria-hidden>
          {landmarks.points.map(({ x, y }, index) => (
            <circle key={index} cx={x} cy={y} r={3 / view.zoom} />
          ))}
        </svg>
      )}
    </div>
  );
}
