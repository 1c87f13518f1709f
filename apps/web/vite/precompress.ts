import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const COMPRESSIBLE = /\.(js|css|html|svg|json|txt)$/
/** Below this a compressed copy saves less than its headers cost. */
const SMALLEST_BYTES = 1_000

/** Writes .br and .gz beside every text file, so that the server never compresses at request time. */
export function precompress(): Plugin {
  let outDir = ''
  return {
    name: 'hub-precompress',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    closeBundle(error) {
      if (error) return
      for (const name of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
        if (!COMPRESSIBLE.test(name)) continue
        const file = join(outDir, name)
        const source = readFileSync(file)
        if (source.length < SMALLEST_BYTES) continue
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
        }
        writeFileSync(`${file}.br`, brotliCompressSync(source, { params }))
        writeFileSync(`${file}.gz`, gzipSync(source, { level: 9 }))
      }
    },
  }
}
