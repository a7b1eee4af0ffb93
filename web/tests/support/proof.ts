import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { REPOSITORY } from './installation';
import type { Person } from './person';

/** On the page of a proof: downloads the archive. @returns one proof for each cell of the record */
export async function takeProof(person: Person): Promise<Buffer[]> {
  const archive = await readFile(await (await person.download('Download the proof')).path());
  return Object.values(unzipSync(archive)).map((bytes) => Buffer.from(bytes));
}

/** On the page of a report: downloads it. */
export async function takeReport(person: Person, button: string): Promise<Buffer> {
  return readFile(await (await person.download(button)).path());
}

/** What an outsider does, without the server. @returns the command's exit status */
export async function checkProof(file: Buffer, name: string, key: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'proof-'));
  try {
    await writeFile(join(folder, name), file);
    await writeFile(join(folder, 'log.pub'), `${key}\n`);
    const command = spawn(
      join(REPOSITORY, 'beholden'),
      ['ledger', 'verify-proof', name, '--key', 'log.pub', '--no-witness'],
      { cwd: folder, stdio: 'ignore' },
    );
    const [status] = (await once(command, 'exit')) as [number];
    return status;
  } finally {
    await rm(folder, { recursive: true });
  }
}
