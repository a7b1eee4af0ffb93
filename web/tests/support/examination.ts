import { expect } from '@playwright/test';
import type { Person } from './person';

/** Fills in the form of features with the keyboard alone, draws a conclusion, and records it. */
export async function examineByKeyboard({ page }: Person, conclusion: string): Promise<void> {
  const form = page.getByRole('group', { name: 'Features' });
  const features = form.getByRole('radiogroup');
  await expect(features.first()).toBeVisible();
  const count = await features.count();
  for (let feature = 0; feature < count; feature++) {
    const similar = features.nth(feature).getByRole('radio', { name: 'Similar' });
    await similar.focus();
    await page.keyboard.press('Space');
    await expect(similar).toBeChecked();
  }
  await expect(page.getByText(`${count} of ${count} features`)).toBeVisible();
  await page.getByRole('radio', { name: conclusion, exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Record the examination' }).focus();
  await page.keyboard.press('Enter');
}
