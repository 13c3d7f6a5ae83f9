/** Builds the page into `dist/` and prints the sizes. */
import { flag, main, run, Sorry, step } from './base.mjs'
import { setup } from './setup.mjs'
import { size } from './size.mjs'
import { wasm } from './wasm.mjs'

export async function build({ optimise = true } = {}) {
  await wasm({ optimise })
  console.log('The page')
  await step('vite build', async () => {
    await run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'])
    return 'dist/'
  })
  return size()
}

main(import.meta.url, async () => {
  await setup()
  const over = await build({ optimise: !flag('fast') })
  if (over.length > 0) throw new Sorry(`Over the budget: ${over.join(', ')}.`)
})
