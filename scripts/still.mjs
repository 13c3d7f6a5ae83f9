/**
 * Bundles the timeline's picture for the command line: `src/cli/render/timeline.js`, which `interleave render`
 * runs. Committed, so that cargo alone builds the command line; a test says when it is old.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { main, root, step } from './base.mjs'

export const bundlePath = join(root, 'src/cli/render/timeline.js')

/** The bundle as text. */
export async function bundled() {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: join(root, 'www/timeline/still.ts'), formats: ['iife'], name: 'timeline' },
    },
  })
  const code = [result].flat()[0].output.find((part) => part.type === 'chunk').code
  return `// Made by \`npm run still\` from www/timeline: do not edit.\n${code}`
}

main(import.meta.url, async () => {
  await step('bundle for the command line', async () => {
    mkdirSync(dirname(bundlePath), { recursive: true })
    writeFileSync(bundlePath, await bundled())
    return 'src/cli/render/timeline.js'
  })
})
