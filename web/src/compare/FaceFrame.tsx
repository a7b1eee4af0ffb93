import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Landmarks } from '../api/types';
import classes from './compare.module.css';
import { FaceLayer } from './FaceLayer';
import { KEYS, type Change, type View } from './view';

/** Less than three changes a second, so that nobody is harmed by flashing (WCAG 2.3.1). */
const BLINK_MILLISECONDS = 700;

export type AlignedFace = { src: string; caption: string; landmarks: Landmarks | undefined };
type Properties = {
  probe: AlignedFace;
  candidate: AlignedFace;
  view: View;
  onChange: (change: Change) => void;
};

/** Two faces, moved by pointer, wheel and keys together. */
export function FaceFrame({ probe, candidate, view, onChange }: Properties) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const candidateShown = useBlink(view.mode === 'BLINK');

  useEffect(() => {
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      onChange({ kind: 'zoom', factor: Math.exp(-event.deltaY / 500) });
    };
    // React listens to the wheel without the right to keep the page from scrolling.
    const element = frame.current;
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, [onChange]);

  const key = (event: KeyboardEvent) => {
    const change = KEYS[event.key];
    if (change === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onChange(change);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    const pane = event.currentTarget.querySelector(`.${classes.pane}`);
    if (pane === null) return;
    const { clientWidth } = pane;
    onChange({ kind: 'pan', dx: event.movementX / clientWidth, dy: event.movementY / clientWidth });
  };

  const probeLayer = (
    <FaceLayer src={probe.src} alt={probe.caption} landmarks={probe.landmarks} view={view} />
  );
  const candidateLayer = (
    <FaceLayer src={candidate.src} alt={candidate.caption} landmarks={candidate.landmarks} view={view} />
  );
  return (
    <div
      ref={frame}
      className={view.mode === 'SIDE' ? classes.frame : `${classes.frame} ${classes.over}`}
      role="application"
      aria-label={t('compare.frame')}
      aria-describedby="compare-keys"
      tabIndex={0}
      onKeyDown={key}
      onPointerMove={drag}
    >
      {view.mode === 'SIDE' ? (
        <>
          <figure>
            <figcaption>{probe.caption}</figcaption>
            <div className={classes.pane}>{probeLayer}</div>
          </figure>
          <figure>
            <figcaption>{candidate.caption}</figcaption>
            <div className={classes.pane}>{candidateLayer}</div>
          </figure>
        </>
      ) : (
        <figure>
          <figcaption>
            {view.mode === 'BLINK'
              ? candidateShown
                ? candidate.caption
                : probe.caption
              : t('compare.swiped', { left: probe.caption, right: candidate.caption })}
          </figcaption>
          <div className={classes.pane}>
            {probeLayer}
            <div
              className={classes.layer}
              style={
                view.mode === 'SWIPE'
                  ? { clipPath: `inset(0 0 0 ${view.swipe * 100}%)` }
                  : { visibility: candidateShown ? 'visible' : 'hidden' }
              }
            >
              {candidateLayer}
            </div>
            {view.mode === 'SWIPE' && (
              <div className={classes.seam} style={{ left: `${view.swipe * 100}%` }} aria-hidden />
            )}
          </div>
        </figure>
      )}
    </div>
  );
}

/** Changes between false and true while `on`. */
function useBlink(on: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => setShown((before) => !before), BLINK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [on]);
  return on && shown;
}
