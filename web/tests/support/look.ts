import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Pictures of every page, to be looked at. */
const PICTURES = resolve(import.meta.dirname, '../output/pages');

const DESK = { width: 1280, height: 900 };
const TABLET = { width: 820, height: 1180 };
const VIEWS = [
  { view: 'desk', size: DESK, colorScheme: 'light' },
  { view: 'dark', size: DESK, colorScheme: 'dark' },
  { view: 'tablet', size: TABLET, colorScheme: 'light' },
] as const;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Looks at a page as it is now, light and dark, at a desk and on a tablet: no violation of WCAG 2.2 AA that a program
 * can find, and nothing that is wider than the screen. Leaves a picture of each.
 */
export async function look(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await page.mouse.move(0, 0);
  await expect(page.getByRole('progressbar', { name: 'Loading' })).toHaveCount(0);
  for (const { view, size, colorScheme } of VIEWS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await settle(page, colorScheme);
    await page.screenshot({ path: join(PICTURES, `${name}-${view}.png`), fullPage: true });
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
    );
    expect(found, `${name}, ${view}`).toEqual([]);
    const wider = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(wider, `pixels that ${name} is wider than the ${view}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Ends every transition from one colour to another, which would else be measured half-way. */
async function settle(page: Page, colorScheme: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    for (const animation of document.getAnimations()) {
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
    }
  });
}
