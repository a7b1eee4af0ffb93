import { agree, foundAgency, invite, recover } from './support/agency';
import { chooseFace, isRefused, openCase, openCasePage, search } from './support/casework';
import { Installation } from './support/installation';
import { look } from './support/look';
import { Person } from './support/person';
import { expect, test } from './support/stage';

test('what time does to a session, a touch, a case and a second person', async ({ browser }) => {
  test.setTimeout(600_000);
  const installation = await Installation.start({ withClock: true });
  const people: Person[] = [];
  const arrive = async (name: string) => {
    const person = await Person.at(browser, installation.origin, name);
    people.push(person);
    return person;
  };
  try {
    const operator = await arrive('Olga Operator');
    await operator.accept(installation.invitation);
    await expect(operator.page.getByText('No sources')).toBeVisible();
    await look(operator.page, 'sources-empty');
    const { administrator, examiner, auditor } = await foundAgency(operator, 'Night Watch', arrive);
    const second = await arrive('Sam Second');
    await second.accept(await invite(administrator, second.name, 'Administrator'));
    const today = new Date().toISOString().slice(0, 10);
    await openCase(examiner, { number: 'T-1', validUntil: today });

    await test.step('after six minutes an invitation needs a fresh touch of the passkey', async () => {
      await installation.later(6);
      await operator.holdBack();
      await operator.goTo('Agencies');
      await operator.page.getByRole('textbox', { name: 'Name of the agency' }).fill('Day Watch');
      await operator.page.getByRole('textbox', { name: 'Name of its first administrator' }).fill('Dora Day');
      await operator.page.getByRole('button', { name: 'Invite' }).click();
      await expect(operator.touchDialog()).toBeVisible();
      await look(operator.page, 'touch');
      await operator.touch();
      const { link } = await operator.takeInvitation();
      expect(link).toContain('/#/invitation/');
    });

    await test.step('after a quarter of an hour a session has ended', async () => {
      await installation.later(30);
      administrator.expectRefusal('not-signed-in');
      await administrator.page.getByRole('navigation').getByRole('link', { name: 'Oversight' }).click();
      await expect(administrator.page.getByText('Your session has ended')).toBeVisible();
      await look(administrator.page, 'session-ended');
      await administrator.page.getByRole('button', { name: 'Use a passkey' }).click();
      await expect(administrator.page.getByRole('heading', { name: 'Oversight' })).toBeVisible();
    });

    await test.step('a search is refused: The case is valid today', async () => {
      await installation.later(24 * 60);
      await examiner.signIn();
      await openCasePage(examiner, 'T-1');
      await chooseFace(examiner, 1, 1);
      await isRefused(examiner, 'The case is valid today', 'Open a new case on a new authorisation.');
    });

    await test.step('an operator who is alone puts another policy in force after three days', async () => {
      await operator.signIn();
      await operator.goTo('Policy');
      const text = operator.page.getByRole('textbox', { name: 'Text of the policy' });
      await text.fill((await text.inputValue()).replace('searchesPerDay: 50\n', 'searchesPerDay: 1\n'));
      await operator.page.getByRole('button', { name: 'Put into force' }).click();
      await operator.isTold('This is proposed');
      // A server that nobody asks anything believes no clock that moves by more than two days.
      for (const hours of [48, 72, 97]) {
        await installation.later(hours * 60);
        await operator.signIn();
      }
      await agree(operator);
      await operator.isTold('Agreed: it is done.');
    });

    await test.step('a second administrator agrees to a recovery', async () => {
      await administrator.signIn();
      await administrator.goTo('Accounts and training');
      await recover(administrator, auditor);
      await administrator.isTold('This is proposed');
      await second.signIn();
      await second.goTo('Accounts and training');
      await look(second.page, 'accounts-to-agree');
      await agree(second);
      const again = await arrive(auditor.name);
      await again.accept(await second.takeInvitation());
      await expect(again.page.getByRole('region', { name: 'Proposals' })).toContainText(
        'Agreed by Sam Second',
      );
    });

    await test.step('a search is refused: The account is within its quota', async () => {
      await examiner.signIn();
      await openCase(examiner, { number: 'T-2' });
      await chooseFace(examiner, 1, 1);
      await search(examiner, 1);
      await openCasePage(examiner, 'T-2');
      await chooseFace(examiner, 1, 2);
      await isRefused(examiner, 'The account is within its quota', 'Search again after midnight UTC');
    });
    for (const person of people) await person.checkFaults();
  } finally {
    await Promise.all(people.map((person) => person.context.close()));
    await installation.stop();
  }
});

test('who does nothing is asked, and then signed out', async ({ agency }) => {
  const { page } = agency.auditor;
  await agency.auditor.goTo('Desk');
  await page.clock.install();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Desk' })).toBeVisible();
  await page.clock.fastForward('13:30');
  const dialog = page.getByRole('dialog', { name: 'Are you still there?' });
  await expect(dialog).toContainText('You will be signed out in 1:');
  await look(page, 'idle');
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(dialog).toBeHidden();

  await page.clock.fastForward('15:30');
  await expect(page.getByText('Your session has ended')).toBeVisible();
});
