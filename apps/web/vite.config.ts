import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { budgets } from './vite/budgets.ts'
import { chunkGroups } from './vite/chunks.ts'
import { early } from './vite/early.ts'
import { moduleBudgets } from './vite/module-budgets.ts'
import { precompress } from './vite/precompress.ts'
import { preloadFont } from './vite/preload-font.ts'

export default defineConfig({
  plugins: [
    // The router comes first: it splits the route files that the others then transform.
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      addExtensions: true,
      quoteStyle: 'single',
      routeFileIgnorePattern: '\\.test\\.tsx?$',
    }),
    react(),
    tailwindcss(),
    preloadFont('inter-latin-wght-normal'),
    budgets({
      entryKb: 140,
      routeKb: 60,
      // A table that is sorted, filtered and acted on.
      ownKb: {
        'routes/_app/admin/route': 44,
        'routes/_app/admin/audit': 27,
        // Boxes and wires that are panned and zoomed, on the page of a workflow and nowhere else.
        'routes/_app/o.$org/workflows/-workflows/canvas': 66,
        ...moduleBudgets(`${import.meta.dirname}/src`),
      },
      cssKb: 20,
      idle: ['shell/more-drawer'],
    }),
    early({ after: 'theme.js' }),
    precompress(),
  ],
  build: {
    target: 'baseline-widely-available',
    // The content security policy allows no data: fonts or images, so nothing is inlined.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
})
