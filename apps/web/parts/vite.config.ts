import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The page of parts, for whoever develops the hub: a build of its own, so that the app holds nothing of it. */
export default defineConfig({
  base: '/dev/parts/',
  publicDir: false,
  plugins: [react(), tailwindcss()],
  build: {
    target: 'baseline-widely-available',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
})
