import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Invitation } from './person';

export const REPOSITORY = resolve(import.meta.dirname, '../../..');

/** An installation of its own in a new folder, served by `beholden serve` as a user starts it. */
export class Installation {
  private constructor(
    readonly origin: string,
    /** The first operator's. */
    readonly invitation: Invitation,
    private readonly server: ChildProcess,
    private readonly home: string,
  ) {}

  static async start(): Promise<Installation> {
    const home = await mkdtemp(join(tmpdir(), 'beholden-'));
    const port = await freePort();
    const server = spawn(
      join(REPOSITORY, 'beholden'),
      ['serve', '--folder', join(home, 'installation'), '--port', String(port)],
      {
        env: {
          ...process.env,
          BEHOLDEN_HOME: home,
          BEHOLDEN_PASSPHRASE: 'a passphrase of the browser tests',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const invitation = await firstInvitation(server);
    return new Installation(`http://localhost:${port}`, invitation, server, home);
  }

  async stop(): Promise<void> {
    if (this.server.exitCode === null) {
      const exit = once(this.server, 'exit');
      this.server.kill('SIGINT');
      await exit;
    }
    await rm(this.home, { recursive: true });
  }
}

/** Reads what the command prints when it begins to serve. */
async function firstInvitation(server: ChildProcess): Promise<Invitation> {
  if (server.stdout === null) throw new Error('the command has no output');
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stdout })) {
    said.push(line);
    const link = said.map((one) => /^ {2}(http\S+)$/.exec(one)?.[1]).find((found) => found !== undefined);
    const code = /^ {2}([\d ]+)$/.exec(line)?.[1];
    if (link !== undefined && code !== undefined) return { link, code };
  }
  throw new Error(`the server did not start:\n${said.join('\n')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
