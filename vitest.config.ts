import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'web',
          include: ['tests/web/**/*.test.ts', 'www/**/*.test.ts'],
          environment: 'node',
          css: true,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          // a slow machine may miss a deadline once
          retry: 1,
          expect: { poll: { timeout: 5_000 } },
          testTimeout: 90_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
