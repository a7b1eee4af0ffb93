import { foundAgency, invite, recover, train } from './support/agency';
import { look } from './support/look';
import { expect, test } from './support/stage';

test('somebody who is invited comes in with a link, a spoken code and a passkey', async ({
  agency,
  arrive,
}) => {
  const { page: desk } = agency.administrator;
  await agency.administrator.goTo('Accounts and training');
  await desk.getByRole('button', { name: 'Invite somebody' }).click();
  await look(desk, 'invite');
  await desk.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  const { link, code } = await invite(agency.administrator, 'Nina New', 'Examiner');
  const nina = await arrive('Nina New');
  const { page } = nina;
  await page.goto(link);
  await expect(page.getByText('Harbour Police')).toBeVisible();
  await look(page, 'invited');

  nina.expectRefusal('wrong-code');
  await page.getByRole('textbox', { name: 'Spoken code' }).fill(code === '000000' ? '111111' : '000000');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'invited-wrong-code');

  await page.getByRole('textbox', { name: 'Spoken code' }).fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Register a passkey' })).toBeVisible();
  await look(page, 'passkey-new');
  await page.getByRole('button', { name: 'Register a passkey' }).click();
  await expect(page.getByRole('button', { name: 'I have kept it' })).toBeVisible();
  await look(page, 'recovery-code');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await nina.isSignedIn();
  await expect(page.getByText('You have no current training record')).toBeVisible();
  await look(page, 'desk-untrained');

  await train(agency.administrator, 'Nina New');
  await look(desk, 'accounts');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Desk' })).toBeVisible();
  await expect(page.getByText('You have no current training record')).toHaveCount(0);

  await nina.signOut();
  await look(page, 'sign-in');
  nina.expectRefusal('not-found');
  await page.goto(link);
  await expect(page.getByText('The invitation was used, has run out, or never was.')).toBeVisible();
  await look(page, 'invited-used');
  await nina.signIn();
});

test('a printed code lets somebody in who has lost every passkey', async ({ agency, arrive }) => {
  const lost = await arrive('Lena Lost');
  const code = await lost.accept(await invite(agency.administrator, 'Lena Lost', 'Auditor'));
  const again = await arrive('Lena Lost');
  await again.page.goto('/');
  await again.page.getByRole('link', { name: 'Lost your passkeys? Use your recovery code.' }).click();
  await look(again.page, 'recovery');

  again.expectRefusal('not-found');
  await again.page.getByRole('textbox', { name: 'Recovery code' }).fill('nonsense');
  await again.page.getByRole('button', { name: 'Continue' }).click();
  await expect(again.page.getByRole('alert')).toBeVisible();
  await again.page.getByRole('textbox', { name: 'Recovery code' }).fill(code);
  await again.page.getByRole('button', { name: 'Continue' }).click();
  const renewed = await again.registerPasskey();

  expect(renewed).not.toBe(code);
});

test('who was invited by an administrator is no second one, and whose account it is refuses', async ({
  operator,
  arrive,
}) => {
  const { administrator, examiner } = await foundAgency(operator, 'River Police', arrive);
  const second = await arrive('Sam Second');
  await second.accept(await invite(administrator, 'Sam Second', 'Administrator'));
  await administrator.goTo('Accounts and training');
  await recover(administrator, examiner);
  await administrator.isTold('This is proposed');
  const proposed = `Ada Administrator proposes to let ${examiner.name} in with a new passkey`;
  await expect(administrator.page.getByRole('region', { name: 'Proposals' })).toContainText(proposed);
  await look(administrator.page, 'accounts-proposed');

  await second.goTo('Accounts and training');
  await expect(second.page.getByRole('region', { name: 'Proposals' })).toContainText(proposed);
  await expect(second.page.getByRole('button', { name: 'Agree' })).toHaveCount(0);
  await examiner.goTo('Cases');
  await examiner.goTo('Desk');
  const proposals = examiner.page.getByRole('region', { name: 'Proposals' });
  await expect(proposals).toContainText('This is about your own account.');
  await look(examiner.page, 'desk-proposed');
  await proposals.getByRole('button', { name: 'Refuse' }).click();
  await examiner.isTold('It will not be done.');
  await expect(proposals).toContainText(`Refused by ${examiner.name}`);
});

test('keys of programs are shown once, work, and are revoked', async ({ agency, installation }) => {
  const { administrator } = agency;
  const { page } = administrator;
  await administrator.ownMenu().click();
  await look(page, 'account-menu');
  await page.getByRole('menuitem', { name: 'API keys' }).click();
  await expect(page.getByText('No API keys')).toBeVisible();
  await look(page, 'api-keys-empty');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const form = page.getByRole('dialog', { name: 'Make a key' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Nightly export');
  await look(page, 'api-key-new');
  await form.getByRole('button', { name: 'Make a key' }).click();
  const shown = page.getByRole('dialog', { name: 'API key' });
  await expect(shown).toBeVisible();
  const key = (await shown.getByLabel('Key', { exact: true }).textContent()) ?? '';
  await look(page, 'api-key-made');
  await shown.getByRole('button', { name: 'Close' }).click();
  const cases = () =>
    fetch(`${installation.origin}/api/v1/cases`, { headers: { Authorization: `Bearer ${key}` } });
  expect((await cases()).status).toBe(200);
  await expect(page.getByRole('row', { name: 'Nightly export' })).toBeVisible();
  await look(page, 'api-keys');

  await page.getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke' });
  await expect(dialog).toContainText('Programs that use “Nightly export” stop working at once.');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await administrator.isTold('The key is revoked.');

  expect((await cases()).status).toBe(401);
});

test('somebody sees to their own passkeys', async ({ agency }) => {
  const { auditor } = agency;
  const { page } = auditor;
  await auditor.comeBack();
  await auditor.ownMenu().click();
  await page.getByRole('menuitem', { name: 'My passkeys' }).click();
  await expect(page.getByRole('button', { name: 'Remove' })).toBeDisabled();
  await look(page, 'passkeys');
  await page.getByRole('button', { name: 'Make a new code' }).click();
  await expect(page.getByRole('dialog')).toContainText('The code that you have printed will no longer work.');
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new code' }).click();
  const section = page.getByRole('region', { name: 'Recovery code' });
  await expect(section.getByLabel('Recovery code', { exact: true })).toBeVisible();
});

test('a suspended account is signed out at once', async ({ agency, arrive }) => {
  const { administrator } = agency;
  const page = administrator.page;
  const gone = await arrive('Gus Gone');
  await gone.accept(await invite(administrator, 'Gus Gone', 'Examiner'));
  await page.getByRole('row', { name: 'Gus Gone' }).getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog', { name: 'Suspend' });
  await expect(dialog).toContainText('Gus Gone is signed out at once and cannot sign in.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Left the service.');
  await look(page, 'suspend');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await administrator.isTold('Gus Gone is suspended.');

  gone.expectRefusal('not-signed-in');
  await gone.page.getByRole('navigation').getByRole('link', { name: 'Cases' }).click();
  await expect(gone.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
