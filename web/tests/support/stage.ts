import { test as base, expect, type Browser } from '@playwright/test';
import { foundAgency, type Agency } from './agency';
import { Installation } from './installation';
import { Person } from './person';
import { importPhotos, recordSource } from './source';

/** What tests share: one server, which is the real one with the real model, and those who work with it. */
type Stage = {
  installation: Installation;
  /** Opens a browser for somebody. */
  arrive: (name: string) => Promise<Person>;
  operator: Person;
  /** The name of a source with group photos in the gallery; the others are for tests that remove them. */
  gallery: string;
  agency: Agency;
};

export const test = base.extend<{ noFaults: undefined }, Stage>({
  installation: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const installation = await Installation.start();
      await use(installation);
      await installation.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  arrive: [
    async ({ browser, installation }, use) => {
      await use((name) => arrive(browser, installation.origin, name));
      await Promise.all(present.splice(0).map((person) => person.context.close()));
    },
    { scope: 'worker' },
  ],
  operator: [
    async ({ arrive, installation }, use) => {
      const operator = await arrive('Olga Operator');
      await operator.accept(installation.invitation);
      await use(operator);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  gallery: [
    async ({ operator }, use) => {
      await recordSource(operator, 'Group photos');
      await importPhotos(operator, [2, 3, 4]);
      await use('Group photos');
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  agency: [
    async ({ arrive, operator }, use) => {
      await use(await foundAgency(operator, 'Harbour Police', arrive));
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  noFaults: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      await use(undefined);
      for (const person of present) await person.checkFaults();
    },
    { auto: true },
  ],
});

const present: Person[] = [];

async function arrive(browser: Browser, origin: string, name: string): Promise<Person> {
  const person = await Person.at(browser, origin, name);
  present.push(person);
  return person;
}

export { expect };
