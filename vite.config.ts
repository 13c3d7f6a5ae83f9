import { defineConfig } from 'vite'

/** Relative addresses everywhere: the built folder works from any path, and from a local disk server. */
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    // A name that stays, for pages that embed the element.
    rolldownOptions: { output: { entryFileNames: 'interleave.js' } },
  },
  worker: { format: 'es' },
  server: { watch: { ignored: ['**/target/**', '**/tools/**', '**/src/**'] } },
})
