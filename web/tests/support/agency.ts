import { expect } from '@playwright/test';
import type { Invitation, Person } from './person';

export type Agency = {
  administrator: Person;
  examiner: Person;
  /** Of those who give second opinions, the first and the last that are asked. */
  reviewer: Person;
  thirdReviewer: Person;
  auditor: Person;
};

type Arrive = (name: string) => Promise<Person>;

/** An agency with everybody it needs, who came by invitation. */
export async function foundAgency(operator: Person, name: string, arrive: Arrive): Promise<Agency> {
  const administrator = await arrive('Ada Administrator');
  await administrator.accept(await inviteAgency(operator, name, administrator.name));
  const come = async (who: string, role: string) => {
    const person = await arrive(who);
    await person.accept(await invite(administrator, who, role));
    return person;
  };
  const trained = async (who: string, role: string) => {
    const person = await come(who, role);
    await train(administrator, who);
    return person;
  };
  return {
    administrator,
    examiner: await trained('Ellen Examiner', 'Examiner'),
    reviewer: await trained('Ravi Reviewer', 'Reviewer'),
    thirdReviewer: await trained('Thea Third', 'Reviewer'),
    auditor: await come('Axel Auditor', 'Auditor'),
  };
}

export async function inviteAgency(
  operator: Person,
  name: string,
  administrator: string,
): Promise<Invitation> {
  await operator.goTo('Agencies');
  const { page } = operator;
  await page.getByRole('textbox', { name: 'Name of the agency', exact: true }).fill(name);
  await page
    .getByRole('textbox', { name: 'Name of its first administrator', exact: true })
    .fill(administrator);
  await page.getByRole('button', { name: 'Invite' }).click();
  return operator.takeInvitation();
}

export async function invite(administrator: Person, name: string, role: string): Promise<Invitation> {
  await administrator.goTo('Accounts and training');
  const { page } = administrator;
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const form = page.getByRole('dialog', { name: 'Invite somebody' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await form.getByRole('checkbox', { name: 'Examiner' }).uncheck();
  await form.getByRole('checkbox', { name: role }).check();
  await form.getByRole('button', { name: 'Invite somebody' }).click();
  return administrator.takeInvitation();
}

/** On the page of accounts: proposes to recover somebody's. */
export async function recover({ page }: Person, of: Person): Promise<void> {
  await page.getByRole('button', { name: `More about ${of.name}` }).click();
  await page.getByRole('menuitem', { name: 'Recover access' }).click();
}

/** Agrees to the only proposal on the page that this person may agree to. */
export async function agree({ page }: Person): Promise<void> {
  await page.getByRole('region', { name: 'Proposals' }).getByRole('button', { name: 'Agree' }).click();
  const dialog = page.getByRole('dialog', { name: 'Agree' });
  await expect(dialog).toContainText('If you agree, it is done at once.');
  await dialog.getByRole('button', { name: 'Agree' }).click();
}

/** Records a training that is valid for a year from today. */
export async function train(administrator: Person, name: string): Promise<void> {
  await administrator.goTo('Accounts and training');
  const { page } = administrator;
  await page.getByRole('row', { name }).getByRole('button', { name: 'Record training' }).click();
  const form = page.getByRole('dialog', { name: `Training of ${name}` });
  await form.getByRole('textbox', { name: 'Course', exact: true }).fill('Comparing faces, basic course');
  await form.getByRole('button', { name: 'Record training' }).click();
  await expect(form).toBeHidden();
  await administrator.isTold('The training is recorded.');
}
