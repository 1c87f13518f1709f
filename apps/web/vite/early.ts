import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { Plugin, Rolldown } from 'vite'

type Chunk = Rolldown.OutputChunk

const SCRIPT = join(import.meta.dirname, '../src/early-script.ts')
const SCOPE = 'hubEarlyScript'

/**
 * Writes `early.js`, which works while the program is still on its way (src/early-script.ts). It takes the place of a
 * script of the page that is waited for, and begins with it: one file comes sooner than two.
 */
export function early({ after }: { after: string }): Plugin {
  let publicDir = ''
  return {
    name: 'hub-early',
    apply: 'build',
    configResolved: (config) => void (publicDir = config.publicDir),
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      const parts = partsOf(chunks)
      const files = [...new Set(parts.flatMap((part) => part.files))]
      const table = parts.map((part) => [part.at, part.files.map((file) => files.indexOf(file))])
      const source = [
        readFileSync(join(publicDir, after), 'utf8'),
        await script(),
        `${SCOPE}.beginEarly(${JSON.stringify(files)},${JSON.stringify(table)})`,
      ]
      this.emitFile({ type: 'asset', fileName: 'early.js', source: source.join('\n') })
    },
    transformIndexHtml(html) {
      const tag = `<script src="/${after}"></script>`
      if (!html.includes(tag)) throw new Error(`The page does not wait for ${after}.`)
      return html.replace(tag, '<script src="/early.js"></script>')
    },
  }
}

/** The script by itself; what it exports stands in its scope. */
async function script(): Promise<string> {
  const lib = { entry: SCRIPT, formats: ['iife' as const], name: SCOPE }
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: { write: false, target: 'baseline-widely-available', lib },
  })
  const [{ output }] = built as [Rolldown.RolldownOutput] // of a library with one format
  return output[0].code
}

interface Part {
  /** The addresses that need it, as a regular expression. */
  at: string
  files: string[]
}

/** The files of every page and frame that the first download does not hold. */
function partsOf(chunks: readonly Chunk[]): Part[] {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const reach = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const next of byFile.get(file)?.imports ?? []) reach(next, seen)
    return seen
  }
  const entry = chunks.find(({ isEntry }) => isEntry)
  const first = entry ? reach(entry.fileName) : new Set<string>()
  return chunks.flatMap(({ facadeModuleId, fileName }) => {
    const route = /\/src\/routes\/([^?]*)\.tsx\?tsr-split=component/.exec(facadeModuleId ?? '')?.[1]
    return route === undefined
      ? []
      : [{ at: addressesOf(route), files: [...reach(fileName).difference(first)] }]
  })
}

/** `_app/o.$org/credits/index` → `^/o/[^/]+/credits/?$`; a file without "index" also frames what lies below it. */
export function addressesOf(route: string): string {
  const isIndex = /(^|\/)index$/.test(route)
  const segments = route
    .split(/[/.]/)
    .filter((part) => part !== 'index' && part !== 'route' && !part.startsWith('_'))
    .map((part) => (part.startsWith('$') ? '/[^/]+' : `/${part}`))
  return `^${segments.join('')}${isIndex ? '/?$' : '(/|$)'}`
}
