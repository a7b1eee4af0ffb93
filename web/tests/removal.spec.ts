import { candidate, chooseFace, openCase, openCasePage, search } from './support/casework';
import { look } from './support/look';
import { importPhotos, photo, recordSource } from './support/source';
import { expect, test } from './support/stage';

test('a photo that is taken down is in no later search', async ({ operator, agency }) => {
  const { examiner } = agency;
  await recordSource(operator, 'Passers-by');
  await importPhotos(operator, [5]);
  await openCase(examiner, { number: 'R-1' });
  await chooseFace(examiner, 5, 1);
  await search(examiner, 1);
  await expect(candidate(examiner, 1)).toContainText('sample5.jpg');
  const before = new URL(examiner.page.url()).hash;

  const { page } = operator;
  await operator.goTo('Takedown');
  const byFaces = page.getByRole('checkbox', { name: 'Also find other photos' });
  await page.locator('input[type=file]').setInputFiles(photo(6));
  await byFaces.check();
  await page.locator('input[type=file]').setInputFiles(photo(5));
  await expect(byFaces).not.toBeChecked();
  await byFaces.check();
  await page.getByRole('textbox', { name: 'Reason' }).fill('The person in it asked.');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByText('Looked for the faces on a photo')).toBeVisible();
  const found = page.getByRole('region', { name: '1 photo found' });
  await expect(found.getByRole('checkbox', { name: 'Remove photo 1' })).toBeVisible();
  await expect(found).not.toContainText('sample5.jpg');
  await page.getByRole('checkbox', { name: 'Remove photo 1' }).check();
  await look(page, 'takedown-found');
  await page.getByRole('button', { name: 'Remove 1 photo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Takedown' });
  await expect(dialog).toContainText('Removed for good: 1 photo with every face on it.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The person in it objected.');
  await look(page, 'takedown-confirm');
  await dialog.getByRole('button', { name: 'Remove 1 photo' }).click();
  await operator.isTold('Removed.');
  await expect(page.getByText('Took down 1 photo')).toBeVisible();

  await openCasePage(examiner, 'R-1');
  await chooseFace(examiner, 5, 1);
  await search(examiner, 50);
  await expect(examiner.page.getByText('faces were compared')).toBeVisible();
  await expect(examiner.page.getByText('sample5.jpg')).toHaveCount(0);

  // As after a night: the page of the search still open would first show what it has kept.
  await examiner.page.goto('about:blank');
  await examiner.page.goto(`/${before}`);
  await expect(candidate(examiner, 1)).toContainText('No longer in the gallery');
  await look(examiner.page, 'candidate-removed');
  await examiner.page.getByRole('combobox', { name: 'What becomes of candidate 1' }).click();
  await examiner.page.getByRole('option', { name: 'Cannot be examined' }).click();
  await examiner.page.getByRole('button', { name: 'Record 1 candidate' }).click();
  await examiner.page.getByRole('button', { name: 'Draw the outcome' }).click();
  await expect(examiner.page.getByText('No lead.')).toBeVisible();
});

test('a source that has ended is in no search, and can be restored for three days', async ({
  operator,
  agency,
}) => {
  const { examiner } = agency;
  const { page } = operator;
  await recordSource(operator, 'Borrowed album');
  await importPhotos(operator, [6]);
  await openCase(examiner, { number: 'R-2' });
  await chooseFace(examiner, 6, 1);
  await search(examiner, 1);
  await expect(candidate(examiner, 1)).toContainText('Borrowed album');

  const end = async () => {
    await page.getByRole('button', { name: 'End the source' }).click();
    const dialog = page.getByRole('dialog', { name: 'End the source' });
    await expect(dialog).toContainText(
      /No search finds “Borrowed album” any more: 1 photos? with \d+ faces?/,
    );
    await dialog.getByRole('textbox', { name: 'Note' }).fill('The owner took it back.');
    await look(page, 'source-end');
    await dialog.getByRole('button', { name: 'End it and remove all in three days' }).click();
    await operator.isTold('The source has ended.');
  };
  await end();
  await page.getByRole('button', { name: 'Restore the source' }).click();
  const restoring = page.getByRole('dialog', { name: 'Restore the source' });
  await restoring.getByRole('textbox', { name: 'Reason' }).fill('It was another album.');
  await restoring.getByRole('button', { name: 'Restore the source' }).click();
  await operator.isTold('The source is active again.');
  await end();
  await expect(page.getByText('Another operator can confirm the removal before that day.')).toBeVisible();
  await look(page, 'source-leaving');

  await openCasePage(examiner, 'R-2');
  await chooseFace(examiner, 6, 1);
  await search(examiner, 50);
  await expect(examiner.page.getByText('faces were compared')).toBeVisible();
  await expect(examiner.page.getByText('Borrowed album')).toHaveCount(0);
});
