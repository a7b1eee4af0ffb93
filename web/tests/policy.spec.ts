import { invite, train } from './support/agency';
import {
  chooseFace,
  isRefused,
  openCase,
  openCasePage,
  search,
  uploadProbe,
  type Intake,
} from './support/casework';
import { look } from './support/look';
import { expect, test } from './support/stage';

const REFUSED: (Intake & { title: string; says: RegExp })[] = [
  {
    number: 'P-1',
    offence: 'Theft without violence',
    title: 'The offence is serious enough',
    says: /seriousness 2; a search of faces needs 5 or more/,
  },
  {
    number: 'P-2',
    jurisdiction: 'San Francisco',
    title: 'The jurisdiction lets faces be searched',
    says: /Allowed are .*DE/,
  },
  {
    number: 'P-3',
    justification: 'Wanted.',
    title: 'The search is justified',
    says: /at least 40 characters/,
  },
];

for (const { title, says, ...intake } of REFUSED) {
  test(`a search is refused: ${title}`, async ({ agency, gallery }) => {
    expect(gallery).not.toBe('');
    await openCase(agency.examiner, intake);
    await chooseFace(agency.examiner, 1, 1);
    await isRefused(agency.examiner, title, says);
    await look(agency.examiner.page, `refused-${intake.number}`);

    await openCasePage(agency.examiner, intake.number);
    await expect(agency.examiner.page.getByRole('row', { name: 'Refused' })).toBeVisible();
  });
}

test('a refusal stays on record', async ({ agency }) => {
  const { page } = agency.examiner;
  await openCasePage(agency.examiner, 'P-1');
  await page.getByRole('row', { name: 'Refused' }).getByRole('link').click();
  await expect(page.getByText('Refused: The offence is serious enough')).toBeVisible();
  await look(page, 'search-refused');
});

test('a search is refused: The case is open', async ({ agency }) => {
  const { examiner } = agency;
  const { page } = examiner;
  await openCase(examiner, { number: 'P-4' });
  await chooseFace(examiner, 1, 1);
  // A colleague closes the case while the photo is looked at.
  const other = await examiner.context.newPage();
  await other.goto(page.url().replace(/\/search$/, ''));
  await other.getByRole('button', { name: 'Close the case' }).click();
  await other.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Done.');
  await other.getByRole('dialog').getByRole('button', { name: 'Close the case' }).click();
  await expect(other.getByText('Closed on')).toBeVisible();
  await other.close();

  await isRefused(examiner, 'The case is open', /Search in a case that is open/);
});

test('a search is refused: The account is trained', async ({ agency, arrive, gallery }) => {
  expect(gallery).not.toBe('');
  const { administrator } = agency;
  const beginner = await arrive('Bea Beginner');
  await beginner.accept(await invite(administrator, beginner.name, 'Examiner'));
  await openCase(beginner, { number: 'P-5' });
  await chooseFace(beginner, 1, 1);
  await isRefused(beginner, 'The account is trained', /ask an administrator to enter its date and expiry/);

  await train(administrator, beginner.name);
  await search(beginner, 1);
});

test('a sensitive search waits for a second person', async ({ agency, gallery }) => {
  expect(gallery).not.toBe('');
  const { examiner, reviewer, administrator } = agency;
  const { page } = examiner;
  await openCase(examiner, { number: 'P-7', sensitive: 'Minors' });
  for (const face of [1, 2]) {
    await openCasePage(examiner, 'P-7');
    await chooseFace(examiner, 1, face);
    await search(examiner, 2);
    await expect(page.getByText('Somebody else has to approve your search.')).toBeVisible();
  }
  await look(page, 'search-waits');

  await administrator.goTo('Approvals');
  await look(administrator.page, 'approvals');
  await administrator.page.getByRole('row', { name: 'P-7' }).first().getByRole('link').click();
  await look(administrator.page, 'approval');
  await administrator.page.getByRole('textbox', { name: 'Reason' }).fill('Not necessary at this time.');
  await administrator.page.getByRole('button', { name: 'Refuse' }).click();
  await administrator.isTold('Your decision is recorded.');
  await page.reload();
  await expect(page.getByText('Refused by a second person')).toBeVisible();
  await expect(page.getByText('Declined. No face was compared.')).toBeVisible();
  await expect(page.getByText('Not necessary at this time.')).toBeVisible();
  await look(page, 'search-declined');

  await reviewer.goTo('Approvals');
  await reviewer.page.getByRole('row', { name: 'P-7' }).getByRole('link').click();
  await reviewer.page
    .getByRole('textbox', { name: 'Reason' })
    .fill('A child is missing; the order is in the file.');
  await reviewer.page.getByRole('button', { name: 'Approve and run' }).click();
  await reviewer.isTold('Your decision is recorded.');
  await expect(reviewer.page.getByRole('listitem', { name: 'Candidate 1', exact: true })).toBeVisible();
  await reviewer.goTo('Approvals');
  await expect(reviewer.page.getByText('Nothing waits for approval')).toBeVisible();
  await look(reviewer.page, 'approvals-empty');
  await openCasePage(examiner, 'P-7');
  await expect(page.getByRole('row', { name: 'To be examined' })).toBeVisible();
});

test('a photo without a face is told apart from a photo that cannot be read', async ({ agency, gallery }) => {
  expect(gallery).not.toBe('');
  const { examiner } = agency;
  const { page } = examiner;
  await openCase(examiner, { number: 'P-8' });
  await page.getByRole('link', { name: 'New search' }).click();
  // The page of the case takes files too.
  await expect(page.getByRole('heading', { level: 1, name: 'New search' })).toBeVisible();
  examiner.expectRefusal('wrong');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'broken.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') });
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'probe-refused');
  await uploadProbe(page, 1);
});
