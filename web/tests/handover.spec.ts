import { foundAgency, invite, train } from './support/agency';
import { candidate, chooseFace, openCase, search } from './support/casework';
import { look } from './support/look';
import { expect, test } from './support/stage';

test('another examiner takes over from one who is suspended', async ({ operator, gallery, arrive }) => {
  const { administrator, examiner } = await foundAgency(operator, 'Fire Investigators', arrive);
  const second = await arrive('Sam Second');
  await second.accept(await invite(administrator, second.name, 'Examiner'));
  await train(administrator, second.name);
  await openCase(examiner, { number: 'H-1' });
  await chooseFace(examiner, 2, 1);
  await search(examiner, 1);
  await expect(candidate(examiner, 1)).toContainText(gallery);
  await examiner.page.getByRole('combobox', { name: 'What becomes of candidate 1' }).click();
  await examiner.page.getByRole('option', { name: 'Excluded' }).click();
  await examiner.page.getByRole('button', { name: 'Record 1 candidate' }).click();
  await examiner.isTold('Recorded.');
  const address = new URL(examiner.page.url()).hash;
  await examiner.page.goto('about:blank');

  const { page } = second;
  await page.goto(`/${address}`);
  await expect(candidate(second, 1)).toBeVisible();
  await expect(candidate(second, 1)).not.toContainText('Excluded');
  await expect(page.getByRole('button', { name: 'Take over' })).toHaveCount(0);

  await administrator.goTo('Accounts and training');
  const account = administrator.page.getByRole('row', { name: examiner.name });
  await account.getByRole('button', { name: 'Suspend' }).click();
  const dialog = administrator.page.getByRole('dialog', { name: 'Suspend' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Left the force.');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(account.getByRole('button', { name: 'Reinstate' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible();
  await look(page, 'search-vacant');
  await page.getByRole('button', { name: 'Take over' }).click();
  await second.isTold('You examine this search now.');
  await expect(page.getByText(`Taken over by ${second.name}.`)).toBeVisible();
  await expect(candidate(second, 1)).toContainText('Excluded');
  await page.getByRole('button', { name: 'Draw the outcome' }).click();
  await expect(page.getByText('No lead.')).toBeVisible();
  await look(page, 'search-taken-over');
});
