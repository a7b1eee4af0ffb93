import { writeFile } from 'node:fs/promises';
import { candidate, chooseFace, openCase, openCasePage, search } from './support/casework';
import { examineByKeyboard } from './support/examination';
import { look } from './support/look';
import { checkProof, takeProof, takeReport } from './support/proof';
import { expect, test } from './support/stage';

const CASE = '2026-0117';

/** A PDF of one page, small enough to be written by hand. */
const PDF = [
  '%PDF-1.7',
  '1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj',
  '2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj',
  '3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj',
  'trailer <</Root 1 0 R /Size 4>>',
  '%%EOF',
].join('\n');

test.describe.serial('a case', () => {
  test('leads from a photo to candidates', async ({ agency, gallery }) => {
    const { examiner } = agency;
    const { page } = examiner;
    await examiner.goTo('Desk');
    await expect(page.getByText('No open cases')).toBeVisible();
    await look(page, 'desk-empty');
    await examiner.goTo('Cases');
    await page.getByRole('link', { name: 'Open a case' }).click();
    await expect(page.getByRole('textbox', { name: 'Case number' })).toBeVisible();
    await look(page, 'case-new');

    await openCase(examiner, { number: CASE });
    await expect(page.getByText('No searches yet')).toBeVisible();
    await page.locator('input[type=file]').setInputFiles({
      name: 'order.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(PDF),
    });
    await examiner.isTold('The document is accepted.');
    await look(page, 'case');

    await page.getByRole('link', { name: 'New search' }).click();
    await look(page, 'search-new');
    await page.goBack();
    await chooseFace(examiner, 1, 3);
    await expect(page.getByText('Quality 70', { exact: true })).toBeVisible();
    await look(page, 'search-face');
    await search(examiner, 6);

    await expect(page.getByRole('listitem', { name: /^Candidate \d$/ })).toHaveCount(6);
    await expect(candidate(examiner, 1)).toContainText('sample3.jpg');
    await expect(candidate(examiner, 1)).toContainText(gallery);
    await expect(page.getByText(/a person to examine/)).toBeVisible();
    await look(page, 'search-candidates');
  });

  test('has every candidate disposed of', async ({ agency }) => {
    const { examiner } = agency;
    const { page } = examiner;
    // Some at once, and the others later: the search is then in review already.
    for (const ranks of [
      [1, 2],
      [3, 4, 5, 6],
    ]) {
      for (const rank of ranks) {
        await page.getByRole('combobox', { name: `What becomes of candidate ${rank}` }).click();
        await page.getByRole('option', { name: rank === 1 ? 'Possible' : 'Excluded' }).click();
      }
      await page.getByRole('button', { name: `Record ${ranks.length} candidates` }).click();
      await examiner.isTold('Recorded.');
    }
    examiner.expectRefusal('conflict');
    await page.getByRole('button', { name: 'Draw the outcome' }).click();

    await expect(
      page.getByRole('alert').filter({ hasText: 'candidate 1 is possible and was not compared' }),
    ).toBeVisible();
    await look(page, 'search-disposed');
  });

  test('has the face compared feature by feature', async ({ agency }) => {
    const { examiner } = agency;
    const { page } = examiner;
    await page.getByRole('link', { name: 'Compare with candidate 1' }).click();
    await expect(page.getByRole('application')).toBeVisible();
    await look(page, 'compare');
    await examineByKeyboard(examiner, 'Support for the same person');

    await examiner.isTold('The examination is recorded.');
    await expect(candidate(examiner, 1)).toContainText('Support for the same person');
    examiner.expectRefusal('conflict');
    await page.getByRole('button', { name: 'Draw the outcome' }).click();
    await expect(
      page.getByRole('alert').filter({ hasText: "candidate 1 waits for a reviewer's opinion" }),
    ).toBeVisible();
  });

  test('is reviewed by a second person who works blind, and disagrees', async ({ agency }) => {
    const { examiner, reviewer } = agency;
    const { page } = reviewer;
    const searchAddress = new URL(examiner.page.url()).hash;
    await reviewer.goTo('Desk');
    await expect(page.getByRole('row', { name: CASE }).first()).toBeVisible();
    await look(page, 'desk-reviewer');
    await reviewer.goTo('Reviews');
    await look(page, 'reviews');
    await page.getByRole('row', { name: CASE }).getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: `Review: case ${CASE}` })).toBeVisible();
    await look(page, 'review');
    await expect(page.getByRole('main')).not.toContainText(examiner.name);
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);

    await page.goto(`/${searchAddress}`);
    await expect(candidate(reviewer, 1)).toBeVisible();
    const seen = page.getByRole('main');
    await expect(seen).not.toContainText(examiner.name);
    await expect(seen).not.toContainText('Support for the same person');
    await expect(seen).not.toContainText('Excluded');
    await look(page, 'search-blind');

    await reviewer.goTo('Reviews');
    await page.getByRole('row', { name: CASE }).getByRole('link').click();
    await examineByKeyboard(reviewer, 'Inconclusive');
    await reviewer.isTold('The examination is recorded.');
    await expect(page.getByText('Nothing to review')).toBeVisible();
    await look(page, 'reviews-empty');
  });

  test('goes to a third person, and becomes a lead', async ({ agency }) => {
    const { examiner, thirdReviewer } = agency;
    const { page } = thirdReviewer;
    await thirdReviewer.goTo('Reviews');
    await page.getByRole('row', { name: CASE }).getByRole('link').click();
    await expect(page.getByRole('main')).not.toContainText('Ravi Reviewer');
    await examineByKeyboard(thirdReviewer, 'Limited support for the same person');
    await thirdReviewer.isTold('The examination is recorded.');

    await examiner.page.getByRole('button', { name: 'Draw the outcome' }).click();
    await examiner.isTold('The outcome is recorded.');
    await expect(examiner.page.getByText('Investigative lead only: not evidence of identity')).toBeVisible();
    await look(examiner.page, 'search-lead');
    await page.goto(`/${new URL(examiner.page.url()).hash}`);
    await expect(page.getByRole('main')).toContainText(examiner.name);
  });

  test('has a record whose proof an outsider verifies', async ({ agency }) => {
    const { page } = agency.examiner;
    await page.getByRole('link', { name: 'Proof' }).click();
    await expect(page.getByRole('button', { name: 'Download the proof' })).toBeVisible();
    await look(page, 'proof');
    const proofs = await takeProof(agency.examiner);
    await page.getByRole('link', { name: 'Ledger' }).first().click();
    const key = (await page.getByLabel('Verifier key', { exact: true }).textContent()) ?? '';

    expect(proofs.length).toBeGreaterThan(0);
    for (const proof of proofs) {
      expect(await checkProof(proof, 'record.tlog-proof', key)).toBe(0);
      const [first = 0, ...rest] = proof.subarray(proof.indexOf('\n\n') + 2);
      const head = proof.subarray(0, proof.indexOf('\n\n') + 2);
      const changed = Buffer.concat([head, Buffer.from([first ^ 1, ...rest])]);
      expect(await checkProof(changed, 'record.tlog-proof', key)).not.toBe(0);
    }
  });

  test('has a report that an outsider verifies', async ({ agency }) => {
    const { page } = agency.examiner;
    const key = (await page.getByLabel('Verifier key', { exact: true }).textContent()) ?? '';
    await openCasePage(agency.examiner, CASE);
    await page.getByRole('row', { name: 'Investigative lead' }).getByRole('link').first().click();
    await page.getByRole('link', { name: 'Report', exact: true }).click();
    await expect(page.getByText('Investigative lead only; not evidence of identity')).toBeVisible();
    await look(page, 'report');
    const pdf = await takeReport(agency.examiner, 'Report as PDF');
    const json = await takeReport(agency.examiner, 'Report as JSON');

    expect(await checkProof(pdf, 'report.pdf', key)).toBe(0);
    expect(await checkProof(json, 'report.json', key)).toBe(0);
    const changed = Buffer.from(json.toString('utf8').replace('"LEAD"', '"NO_LEAD"'));
    expect(await checkProof(changed, 'report.json', key)).not.toBe(0);
    await writeFile('tests/output/report.pdf', pdf);
  });

  test('is closed for good', async ({ agency }) => {
    const { examiner } = agency;
    const { page } = examiner;
    await openCasePage(examiner, CASE);
    await page.getByRole('button', { name: 'Close the case' }).click();
    const dialog = page.getByRole('dialog', { name: 'Close the case' });
    await expect(dialog).toContainText(`Case ${CASE} can no longer be searched, and cannot be opened again.`);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The lead was followed up.');
    await dialog.getByRole('button', { name: 'Close the case' }).click();
    await examiner.isTold('The case is closed.');

    await expect(page.getByRole('link', { name: 'New search' })).toHaveCount(0);
    await look(page, 'case-closed');
    await examiner.goTo('Cases');
    await page.getByText('Closed', { exact: true }).click();
    await expect(page.getByRole('link', { name: CASE })).toBeVisible();
    await look(page, 'cases');
  });

  test('has its photos destroyed when its time is over', async ({ agency }) => {
    const { administrator, examiner } = agency;
    const { page } = administrator;
    await administrator.goTo('Cases');
    await page.getByText('Closed', { exact: true }).click();
    await page.getByRole('link', { name: CASE }).click();
    await page.getByRole('button', { name: 'Destroy photos and document' }).click();
    const dialog = page.getByRole('dialog', { name: 'Destroy photos and document' });
    await expect(dialog).toContainText(`the photos of all searches of case ${CASE}, and its document`);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The court has ruled.');
    await look(page, 'case-shred');
    await dialog.getByRole('button', { name: 'Destroy photos and document' }).click();
    await administrator.isTold('The photos and the document are destroyed.');
    await expect(page.getByText('The court has ruled.')).toBeVisible();
    await look(page, 'case-shredded');

    await page.getByRole('row', { name: 'Investigative lead' }).getByRole('link').first().click();
    await expect(page.getByText('were destroyed with the files of its case')).toBeVisible();
    await expect(candidate(administrator, 1)).toContainText('sample3.jpg');
    await look(page, 'search-shredded');
    await page.getByRole('link', { name: 'Compare with candidate 1' }).click();
    await expect(page.getByText('were destroyed with the files of its case')).toBeVisible();
    await look(page, 'compare-shredded');
    await expect(examiner.page.getByRole('link', { name: CASE })).toBeVisible();
  });
});
