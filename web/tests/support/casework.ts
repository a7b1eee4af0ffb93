import { expect } from '@playwright/test';
import type { Person } from './person';
import { photo } from './source';

export type Intake = {
  number: string;
  offence?: string;
  jurisdiction?: string;
  justification?: string;
  validUntil?: string;
  sensitive?: string;
};

const JUSTIFICATION =
  'The suspect was filmed at the quay at noon; nobody knew them, and an appeal for witnesses brought nothing.';

/** Opens a case, and is on its page. */
export async function openCase(examiner: Person, intake: Intake): Promise<void> {
  const { page } = examiner;
  await examiner.goTo('Cases');
  await page.getByRole('link', { name: 'Open a case' }).click();
  await page.getByRole('textbox', { name: 'Case number' }).fill(intake.number);
  await choose(examiner, 'Offence', intake.offence ?? 'Armed robbery');
  await choose(examiner, 'Legal basis', 'Order of a prosecutor');
  await choose(examiner, 'Jurisdiction', intake.jurisdiction ?? 'Germany');
  await page.getByRole('textbox', { name: 'Justification' }).fill(intake.justification ?? JUSTIFICATION);
  if (intake.validUntil !== undefined) await page.getByLabel('Valid until').fill(intake.validUntil);
  if (intake.sensitive !== undefined) await page.getByRole('checkbox', { name: intake.sensitive }).check();
  await page.getByRole('button', { name: 'Open the case' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Case ${intake.number}` })).toBeVisible();
  await examiner.isTold('The case is open.');
}

async function choose({ page }: Person, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

export async function openCasePage(person: Person, number: string): Promise<void> {
  await person.goTo('Cases');
  await person.page.getByRole('link', { name: number, exact: true }).click();
  await expect(person.page.getByRole('heading', { level: 1, name: `Case ${number}` })).toBeVisible();
}

/** On the page of a case: uploads a group photo, and chooses a face on it. */
export async function chooseFace({ page }: Person, photoNumber: number, face: number): Promise<void> {
  await page.getByRole('link', { name: 'New search' }).click();
  await uploadProbe(page, photoNumber);
  await page.getByRole('radio', { name: new RegExp(`^Face ${face},`) }).click();
}

export async function uploadProbe(page: Person['page'], photoNumber: number): Promise<void> {
  // The page of the case takes files too.
  await expect(page.getByRole('heading', { level: 1, name: 'New search' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(photo(photoNumber));
  await expect(page.getByRole('radiogroup', { name: 'Faces on the photo' })).toBeVisible();
}

/** On the page of a new search: searches, and sees the candidates. */
export async function search({ page }: Person, candidates: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Candidates' }).fill(String(candidates));
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Search', exact: true })).toBeVisible();
}

/** On the page of a new search, with a face chosen: searches, and is refused. */
export async function isRefused(examiner: Person, title: string, says: string | RegExp): Promise<void> {
  const { page } = examiner;
  examiner.expectRefusal('policy');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const refusal = page.getByRole('alert').filter({ hasText: title });
  await expect(refusal).toContainText(says);
}

export function candidate({ page }: Person, rank: number) {
  return page.getByRole('listitem', { name: `Candidate ${rank}`, exact: true });
}
