import { readFile } from 'node:fs/promises';
import { chooseFace, openCase, openCasePage, search } from './support/casework';
import { look } from './support/look';
import { expect, test } from './support/stage';

test('an agency sees its own use, and takes it away as a table', async ({ agency, gallery }) => {
  expect(gallery).not.toBe('');
  const { auditor, examiner } = agency;
  await openCase(examiner, { number: 'O-1' });
  for (let time = 0; time < 3; time++) {
    await openCasePage(examiner, 'O-1');
    await chooseFace(examiner, 1, 2);
    await search(examiner, 1);
  }

  const { page } = auditor;
  await auditor.goTo('Oversight');
  await expect(page.getByRole('row', { name: examiner.name }).first()).toBeVisible();
  await expect(page.getByText('One person searched often').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'O-1' })).toBeVisible();
  await look(page, 'oversight');
  const download = await auditor.download('Export as CSV');
  expect(download.suggestedFilename()).toMatch(/^oversight-.*\.csv$/);
  expect(await readFile(await download.path(), 'utf8')).toContain('O-1');

  await page.getByLabel('To').fill('2020-01-31');
  await page.getByLabel('From').fill('2020-01-01');
  await expect(page.getByText('No searches in these days').first()).toBeVisible();
  await look(page, 'oversight-empty');
  await auditor.goTo('Accounts and training');
  await look(page, 'accounts-auditor');
});

test('a wrong address says so, to everybody alike', async ({ agency }) => {
  const { page } = agency.auditor;
  await page.goto('/#/no-such-page');
  await expect(page.getByText('There is nothing here')).toBeVisible();
  await look(page, 'not-found');
  agency.auditor.expectRefusal('not-found');
  await page.goto('/#/cases/4fd3bb0e-2f57-4bd3-8b0a-2a0c6f2d1a55');
  await expect(page.getByRole('alert')).toBeVisible();
});
