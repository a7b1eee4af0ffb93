/** How two aligned faces are looked at: both always the same way. */
export type View = {
  mode: 'SIDE' | 'SWIPE' | 'BLINK';
  /** 1 shows a whole face. */
  zoom: number;
  /** The point of the face in the middle of the frame, 0..1 from the top left. */
  x: number;
  y: number;
  /** 1 leaves the photo as it is. */
  brightness: number;
  contrast: number;
  landmarks: boolean;
  /** Where the probe ends and the candidate begins, 0..1. */
  swipe: number;
};

export const AS_IT_IS: View = {
  mode: 'SIDE',
  zoom: 1,
  x: 0.5,
  y: 0.5,
  brightness: 1,
  contrast: 1,
  landmarks: false,
  swipe: 0.5,
};

export type Change =
  | { kind: 'zoom'; factor: number }
  | { kind: 'pan'; dx: number; dy: number }
  | { kind: 'reset' }
  | { kind: 'set'; change: Partial<View> }
  | { kind: 'adjust'; name: 'brightness' | 'contrast' | 'swipe'; by: number }
  | { kind: 'landmarks' };

const MOST_ZOOM = 8;
const LIMITS = { brightness: [0.3, 3], contrast: [0.3, 3], swipe: [0, 1] } as const;

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Keeps the frame on the face. */
function framed(view: View): View {
  const zoom = within(view.zoom, 1, MOST_ZOOM);
  const half = 1 / (2 * zoom);
  return { ...view, zoom, x: within(view.x, half, 1 - half), y: within(view.y, half, 1 - half) };
}

/** The view after a change. A pan is in parts of the frame. */
export function changed(view: View, change: Change): View {
  switch (change.kind) {
    case 'zoom':
      return framed({ ...view, zoom: view.zoom * change.factor });
    case 'pan':
      return framed({ ...view, x: view.x - change.dx / view.zoom, y: view.y - change.dy / view.zoom });
    case 'reset':
      return { ...AS_IT_IS, mode: view.mode };
    case 'set':
      return framed({ ...view, ...change.change });
    case 'adjust': {
      const [least, most] = LIMITS[change.name];
      const value = within(view[change.name] + change.by, least, most);
      return { ...view, [change.name]: Math.round(value * 100) / 100 };
    }
    case 'landmarks':
      return { ...view, landmarks: !view.landmarks };
  }
}

const PAN = 0.1;
const ZOOM = 1.25;

/** What a key does to the view; none of them works outside the frame. */
export const KEYS: Record<string, Change> = {
  '+': { kind: 'zoom', factor: ZOOM },
  '=': { kind: 'zoom', factor: ZOOM },
  '-': { kind: 'zoom', factor: 1 / ZOOM },
  '0': { kind: 'reset' },
  ArrowLeft: { kind: 'pan', dx: PAN, dy: 0 },
  ArrowRight: { kind: 'pan', dx: -PAN, dy: 0 },
  ArrowUp: { kind: 'pan', dx: 0, dy: PAN },
  ArrowDown: { kind: 'pan', dx: 0, dy: -PAN },
  '1': { kind: 'set', change: { mode: 'SIDE' } },
  '2': { kind: 'set', change: { mode: 'SWIPE' } },
  '3': { kind: 'set', change: { mode: 'BLINK' } },
  ',': { kind: 'adjust', name: 'swipe', by: -0.05 },
  '.': { kind: 'adjust', name: 'swipe', by: 0.05 },
  b: { kind: 'adjust', name: 'brightness', by: -0.1 },
  B: { kind: 'adjust', name: 'brightness', by: 0.1 },
  c: { kind: 'adjust', name: 'contrast', by: -0.1 },
  C: { kind: 'adjust', name: 'contrast', by: 0.1 },
  l: { kind: 'landmarks' },
};

/** The CSS transform that shows this view of a face that fills its frame. */
export function transform({ zoom, x, y }: View): string {
  return `scale(${zoom}) translate(${(0.5 - x) * 100}%, ${(0.5 - y) * 100}%)`;
}
