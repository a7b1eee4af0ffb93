import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';
import type { Invitation } from './person';

const CLOCK = 'clock';

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

  /** @param options `withClock` for one whose clock tests may move */
  static async start(options: { withClock?: boolean } = {}): Promise<Installation> {
    const home = await mkdtemp(join(tmpdir(), 'beholden-'));
    const clock = options.withClock === true ? await movableClock(home) : {};
    const port = await freePort();
    const server = spawn(
      join(REPOSITORY, 'beholden'),
      ['serve', '--folder', join(home, 'installation'), '--port', String(port)],
      {
        env: {
          ...process.env,
          ...clock,
          BEHOLDEN_HOME: home,
          BEHOLDEN_PASSPHRASE: 'a passphrase of the browser tests',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const invitation = await firstInvitation(server);
    return new Installation(`http://localhost:${port}`, invitation, server, home);
  }

  /** Moves the server's clock to so many minutes after the real time. */
  async later(minutes: number): Promise<void> {
    await writeFile(join(this.home, CLOCK), `+${minutes}m\n`);
    // The server reads the file once in a second, and says in every answer what time it is to it.
    const soonest = Date.now() + (minutes * 60 - 10) * 1000;
    await expect
      // A connection that was kept is an old one to a server that is minutes ahead, and closed.
      .poll(() =>
        fetch(this.origin, { headers: { connection: 'close' } }).then(
          ({ headers }) => Date.parse(headers.get('date') ?? ''),
          () => 0,
        ),
      )
      .toBeGreaterThan(soonest);
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

/** The environment in which a program reads the time from a file (Debian's package faketime). */
async function movableClock(home: string): Promise<Record<string, string>> {
  const file = join(home, CLOCK);
  await writeFile(file, '+0\n');
  return {
    LD_PRELOAD: '/usr/$LIB/faketime/libfaketimeMT.so.1',
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: '1',
    // Only what the calendar says is moved: neither how long something takes nor the times of files.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    // Else it moves the ends of waits by the monotonic clock too, and every thread of the JVM turns in circles.
    FAKETIME_FORCE_MONOTONIC_FIX: '0',
    NO_FAKE_STAT: '1',
  };
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
