import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The server that `npm run dev` works with.
const server = process.env.BEHOLDEN_SERVER ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // The server's content security policy admits no script or style that is written into the page.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2023',
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/webauthn', '/login', '/ledger'].map((path) => [path, { target: server }]),
    ),
  },
  test: { include: ['src/**/*.test.ts'] },
});
