import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { REPOSITORY } from './installation';

/** On the page of a proof: downloads the archive. @returns one proof for each cell of the record */
export async function takeProof(page: Page): Promise<Buffer[]> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the proof' }).click();
  const archive = await readFile(await (await downloading).path());
  return Object.values(unzipSync(archive)).map((bytes) => Buffer.from(bytes));
}

/** On the page of a report: downloads it, with a fresh touch of the passkey if the last one is too old by now. */
export async function takeReport(page: Page, button: string): Promise<Buffer> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  await Promise.race([downloading, page.getByRole('button', { name: 'Use my passkey' }).click()]);
  return readFile(await (await downloading).path());
}

/** What an outsider does, without the server. @returns the command's exit status */
export async function checkProof(file: Buffer, name: string, key: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'proof-'));
  try {
    await writeFile(join(folder, name), file);
    await writeFile(join(folder, 'log.pub'), `${key}\n`);
    const command = spawn(
      join(REPOSITORY, 'beholden'),
      ['ledger', 'verify-proof', name, '--key', 'log.pub'],
      { cwd: folder, stdio: 'ignore' },
    );
    const [status] = (await once(command, 'exit')) as [number];
    return status;
  } finally {
    await rm(folder, { recursive: true });
  }
}
