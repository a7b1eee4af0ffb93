import { defineConfig } from '@playwright/test';

/** Every test works with one real server, which the first of them starts: see tests/support/stage.ts. */
export default defineConfig({
  testDir: '.',
  outputDir: 'output/failures',
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    // Debian's, as root: Playwright's own browsers are never downloaded.
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    screenshot: 'only-on-failure',
    actionTimeout: 60_000,
  },
});
