import { readFile } from 'node:fs/promises';
import { inviteAgency } from './support/agency';
import { look } from './support/look';
import { photo, recordSource } from './support/source';
import { expect, test } from './support/stage';

test('an operator records a source and imports photos, which are followed live', async ({ operator }) => {
  const { page } = operator;
  await operator.goTo('Sources');
  await page.getByRole('link', { name: 'Record a source' }).click();
  await look(page, 'source-new');
  await recordSource(operator, 'Lost property');
  await expect(page.getByText('No imports yet')).toBeVisible();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([photo(2), photo(4)]);
  await page.getByRole('button', { name: 'Begin the import' }).click();

  await expect(page.getByRole('progressbar', { name: 'Progress of the import' })).toBeVisible();
  await expect(page.getByText('2 of 2 photos')).toBeVisible();
  await expect(page.getByText('Finished')).toBeVisible();
  await look(page, 'source');
  const download = await operator.download('Report of refused photos');
  expect(download.suggestedFilename()).toMatch(/^import-\w+\.csv$/);

  await operator.goTo('Sources');
  await expect(page.getByRole('row', { name: 'Lost property' })).toContainText('Active');
  await look(page, 'sources');
});

test('an operator ends an import, and is told what that leaves out', async ({ operator }) => {
  const { page } = operator;
  await recordSource(operator, 'Half a source');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await manyPhotos());
  await page.getByRole('button', { name: 'Begin the import' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused')).toBeVisible();

  await page.getByRole('button', { name: 'Cancel the import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel the import' });
  await expect(dialog).toContainText('will not be imported. What is enrolled stays.');
  await look(page, 'import-cancel');
  await dialog.getByRole('button', { name: 'Cancel the import' }).click();

  await expect(page.getByText('Cancelled')).toBeVisible();
});

/** Enough that they take a while: the same photo with other bytes behind its end, so that each is another to the server. */
async function manyPhotos() {
  const bytes = await readFile(photo(4));
  return Array.from({ length: 60 }, (_, number) => ({
    name: `photo-${number}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([bytes, Buffer.from([number])]),
  }));
}

test('an operator sees pages of the installation, and none of an agency', async ({ operator }) => {
  const { page } = operator;
  for (const [place, name] of [
    ['Takedown', 'takedown'],
    ['Policy', 'policy'],
    ['Agencies', 'agencies'],
    ['Accounts and training', 'accounts-operator'],
    ['Ledger', 'ledger'],
  ] as const) {
    await operator.goTo(place);
    await look(page, name);
  }
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Cases' })).toHaveCount(0);
});

test('an agency that nobody signed in to in time is invited again', async ({ operator, arrive }) => {
  const { page } = operator;
  const { link } = await inviteAgency(operator, 'Late Risers', 'Lena Late');
  const late = await arrive('Lena Late');
  const again = async () => {
    await page.getByRole('textbox', { name: 'Link of the earlier invitation' }).fill(link);
    await page.getByRole('button', { name: 'Make another invitation' }).click();
  };
  await again();
  await late.accept(await operator.takeInvitation());

  operator.expectRefusal('conflict');
  await again();
  await expect(page.getByRole('alert')).toContainText('No agency waits behind this link');
  await look(page, 'agencies-again');
});

test('an operator proposes another policy, and takes it back', async ({ operator, agency }) => {
  expect(agency).toBeDefined();
  const { page } = operator;
  await operator.goTo('Policy');
  const text = page.getByRole('textbox', { name: 'Text of the policy' });
  await text.fill(`${await text.inputValue()}# another\n`);
  await page.getByRole('button', { name: 'Put into force' }).click();
  await operator.isTold('This is proposed');
  const proposals = page.getByRole('region', { name: 'Proposals' });
  await expect(proposals).toContainText('Nobody else can agree now');
  await look(page, 'policy-proposed');
  await proposals.getByRole('button', { name: 'Take back' }).click();
  await operator.isTold('It will not be done.');
  await expect(proposals).toContainText('Taken back');
});

test('a policy that cannot be read is refused with the place of the mistake', async ({ operator }) => {
  const { page } = operator;
  await operator.goTo('Policy');
  const text = page.getByRole('textbox', { name: 'Text of the policy' });
  const before = await text.inputValue();
  await text.fill(before.replace('!case.open', '!case.opne'));
  operator.expectRefusal('wrong');
  await page.getByRole('button', { name: 'Put into force' }).click();

  await expect(page.getByRole('alert').filter({ hasText: 'case-open' })).toBeVisible();
  await look(page, 'policy-refused');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(text).toHaveValue(before);
});
