import { join } from 'node:path';
import { expect } from '@playwright/test';
import { REPOSITORY } from './installation';
import type { Person } from './person';

/** One of the group photos that the demo searches and that come with the models, 1 to 6. */
export function photo(number: number): string {
  return join(REPOSITORY, `models/node_modules/@vladmandic/face-api/demo/sample${number}.jpg`);
}

/** Records a source, and is on its page. */
export async function recordSource(operator: Person, name: string): Promise<void> {
  const { page } = operator;
  await operator.goTo('Sources');
  await page.getByRole('link', { name: 'Record a source' }).click();
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
  await field('Name').fill(name);
  await field('Owner').fill('Harbour Authority');
  await field('Legal basis').fill('Published under a free licence for demonstrations.');
  await field('Licence').fill('MIT');
  await field('Contact').fill('records@harbour.example');
  const jurisdictions = page.getByRole('combobox', { name: 'Jurisdictions' });
  await jurisdictions.fill('DE');
  await jurisdictions.press('Enter');
  await page.getByRole('button', { name: 'Record the source' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await operator.isTold('The source is recorded.');
}

/** On the page of a source: imports group photos, and waits for the end. */
export async function importPhotos({ page }: Person, photos: number[]): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(photos.map(photo));
  await page.getByRole('button', { name: 'Begin the import' }).click();
  await expect(page.getByText(`${photos.length} of ${photos.length} photos`)).toBeVisible();
  await expect(page.getByText('Finished')).toBeVisible();
}
