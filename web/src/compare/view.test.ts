import { describe, expect, it } from 'vitest';
import { AS_IT_IS, changed, KEYS, transform, type View } from './view';

describe('the view of two faces', () => {
  it('never shows less than a whole face, nor leaves it', () => {
    const outside = changed(changed(AS_IT_IS, { kind: 'zoom', factor: 0.1 }), { kind: 'pan', dx: 5, dy: -5 });

    expect(outside).toEqual(AS_IT_IS);
  });

  it('keeps the frame on the face when it is moved at a larger size', () => {
    const near = changed({ ...AS_IT_IS, zoom: 4 }, { kind: 'pan', dx: 100, dy: -100 });

    expect([near.x, near.y]).toEqual([0.125, 0.875]);
  });

  it('moves the face as far as the pointer, at any size', () => {
    const moved = changed({ ...AS_IT_IS, zoom: 4 }, { kind: 'pan', dx: 0.4, dy: 0 });

    expect(moved.x).toBeCloseTo(0.4);
  });

  it('brings the face back into the frame when it becomes smaller again', () => {
    const corner = changed({ ...AS_IT_IS, zoom: 8 }, { kind: 'pan', dx: 100, dy: 100 });

    expect(changed(corner, { kind: 'zoom', factor: 1 / 8 })).toEqual(AS_IT_IS);
  });

  it('goes back to how it was, and stays in its mode', () => {
    const changedView: View = { ...AS_IT_IS, mode: 'SWIPE', zoom: 3, brightness: 2, landmarks: true };

    expect(changed(changedView, { kind: 'reset' })).toEqual({ ...AS_IT_IS, mode: 'SWIPE' });
  });

  it('keeps brightness and the seam within their limits', () => {
    let view = AS_IT_IS;
    for (let press = 0; press < 50; press++) {
      view = changed(view, { kind: 'adjust', name: 'brightness', by: 0.1 });
      view = changed(view, { kind: 'adjust', name: 'swipe', by: -0.05 });
    }

    expect([view.brightness, view.swipe]).toEqual([3, 0]);
  });

  it('undoes a key by its counterpart', () => {
    for (const [there, back] of [
      ['+', '-'],
      ['b', 'B'],
      ['c', 'C'],
      [',', '.'],
      ['l', 'l'],
    ] as const) {
      const after = [there, back].reduce(
        (view, key) => changed(view, KEYS[key] ?? { kind: 'reset' }),
        AS_IT_IS,
      );
      expect(after, there).toEqual(AS_IT_IS);
    }
  });

  it('is a transform that moves the point of interest into the middle', () => {
    expect(transform({ ...AS_IT_IS, zoom: 2, x: 0.25, y: 0.75 })).toBe('scale(2) translate(25%, -25%)');
  });
});
