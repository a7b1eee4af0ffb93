import type { Locator } from '@playwright/test';
import { chooseFace, openCase, search } from './support/casework';
import { look } from './support/look';
import { expect, test } from './support/stage';

const style = (face: Locator) => face.evaluate((element) => element.style.transform);

test('two faces are looked at together, by mouse and by keys', async ({ agency, gallery }) => {
  expect(gallery).not.toBe('');
  const { examiner } = agency;
  const { page } = examiner;
  await openCase(examiner, { number: '2026-0118' });
  await chooseFace(examiner, 1, 3);
  await search(examiner, 2);
  await page.getByRole('link', { name: 'Compare with candidate 1' }).click();
  const frame = page.getByRole('application', { name: 'Probe and candidate, moved by keys' });
  const pictures = frame.getByRole('img');
  const faces = pictures.locator('xpath=..');
  const bothAre = async (transform: RegExp) => {
    await expect.poll(() => style(faces.nth(0))).toMatch(transform);
    expect(await style(faces.nth(1))).toBe(await style(faces.nth(0)));
  };
  await expect(pictures).toHaveCount(2);

  await test.step('aligned on the eyes', async () => {
    await frame.focus();
    await page.keyboard.press('l');
    await expect(frame.locator('circle')).toHaveCount(10);
    const at = (circle: number) =>
      frame
        .locator('circle')
        .nth(circle)
        .evaluate((point) => [Number(point.getAttribute('cx')), Number(point.getAttribute('cy'))]);
    for (const eye of [0, 1]) {
      const [probe, candidate] = [await at(eye), await at(5 + eye)];
      expect(
        Math.hypot((probe[0] ?? 0) - (candidate[0] ?? 0), (probe[1] ?? 0) - (candidate[1] ?? 0)),
      ).toBeLessThan(4);
    }
    await look(page, 'compare-landmarks');
    await page.getByRole('switch', { name: 'Landmarks' }).click();
    await expect(frame.locator('circle')).toHaveCount(0);
  });

  await test.step('zoomed and moved together', async () => {
    await frame.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await bothAre(/^scale\(1\.5625\) translate\(0%, 0%\)$/);
    await page.keyboard.press('ArrowRight');
    await bothAre(/^scale\(1\.5625\) translate\(-6\.4/);
    await page.keyboard.press('0');
    await bothAre(/^scale\(1\)/);
    const box = await pictures.nth(1).boundingBox();
    if (box === null) throw new Error('the candidate is not shown');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -500);
    await bothAre(/^scale\(2\.71/);
    await page.mouse.down();
    await page.mouse.move(x - 60, y - 30, { steps: 6 });
    await page.mouse.up();
    await bothAre(/^scale\(2\.71\d+\) translate\(-\d/);
    await look(page, 'compare-zoomed');
    await page.getByRole('button', { name: 'As it is' }).click();
    await bothAre(/^scale\(1\) translate\(0%, 0%\)$/);
  });

  await test.step('laid over each other, to swipe and to blink', async () => {
    await frame.focus();
    await page.keyboard.press('2');
    const over = faces.nth(1).locator('xpath=..');
    await expect(over).toHaveCSS('clip-path', 'inset(0px 0px 0px 50%)');
    await page.keyboard.press(',');
    await expect(over).toHaveCSS('clip-path', 'inset(0px 0px 0px 45%)');
    await expect(page.getByRole('slider', { name: 'Swipe' })).toHaveAttribute('aria-valuenow', '0.45');
    await look(page, 'compare-swipe');
    await page.keyboard.press('3');
    const shown = frame.locator('figcaption');
    await expect(shown).toHaveText('Candidate 1');
    await expect(shown).toHaveText('Probe');
    await page.keyboard.press('1');
    await expect(pictures).toHaveCount(2);
  });

  await test.step('made brighter and given more contrast', async () => {
    await page.keyboard.press('B');
    await page.keyboard.press('C');
    for (const picture of [0, 1])
      await expect(pictures.nth(picture)).toHaveCSS('filter', 'brightness(1.1) contrast(1.1)');
    const brightness = page.getByRole('slider', { name: 'Brightness' });
    await brightness.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(pictures.nth(0)).toHaveCSS('filter', 'brightness(1.05) contrast(1.1)');
  });

  await test.step('and disposed of beside it', async () => {
    await page.getByText('Cannot be examined').click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await examiner.isTold('Recorded.');
    await page.getByText('Possible', { exact: true }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(page.getByRole('group', { name: 'Features' })).toBeVisible();
    await page.getByRole('link', { name: 'Next candidate' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Compare with candidate 2' })).toBeVisible();
  });
});
