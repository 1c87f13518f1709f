import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

export interface Budgets {
  /** What the browser loads before anything shows: the entry and its static imports. */
  entryKb: number
  /** What one lazy part adds to what is on the page before it. */
  routeKb: number
  /** Pages that have a budget of their own, such as `routes/_app/o.$org/team`, because of what they show. */
  ownKb?: Readonly<Record<string, number>>
  cssKb: number
  /** Parts that every page fetches by itself when it has nothing else to do; before anybody opens another one. */
  idle?: readonly string[]
}

type Bundle = Rolldown.OutputBundle

/** Fails the build when a page became too heavy; sizes are gzipped kB (1,000 bytes). */
export function budgets(limits: Budgets): Plugin {
  return {
    name: 'hub-budgets',
    apply: 'build',
    generateBundle(_options, bundle) {
      const over = measure(bundle, limits.idle)
        .map((part) => ({ ...part, limit: limits.ownKb?.[part.name] ?? limits[`${part.kind}Kb`] }))
        .filter(({ kb, limit }) => kb > limit)
      if (over.length === 0) return
      const words = over.map(
        ({ name, kb, limit }) => `${name} is ${kb.toFixed(1)} kB, the limit is ${limit} kB`,
      )
      this.error(`Too heavy for its budget: ${words.join('; ')}.`)
    },
  }
}

export interface Part {
  kind: 'entry' | 'route' | 'css'
  name: string
  kb: number
}

/** The weight of the entry, of every lazy part, and of every stylesheet. */
export function measure(bundle: Bundle, idle: readonly string[] = []): Part[] {
  const chunks = Object.values(bundle).flatMap((output) =>
    output.type === 'chunk' ? [snapshot(output)] : [],
  )
  const loads = loadsOf(chunks, idle)
  const sizes = new Map(chunks.map(({ fileName, kb }) => [fileName, kb]))
  const weigh = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0)
  const css = Object.values(bundle).flatMap((output) =>
    output.type === 'asset' && output.fileName.endsWith('.css')
      ? [{ kind: 'css' as const, name: output.fileName, kb: gzippedKb(output.source) }]
      : [],
  )
  const parts = loads.map(({ chunk, own, before }) => ({
    kind: chunk.isEntry ? ('entry' as const) : ('route' as const),
    name: chunk.isEntry ? 'The entry' : nameOf(chunk),
    kb: weigh(own.difference(before)),
  }))
  return [...parts, ...css]
}

/** What counts of a chunk, read once: the bundler computes its properties each time they are asked for. */
const snapshot = (chunk: Rolldown.OutputChunk) => ({
  fileName: chunk.fileName,
  path: (chunk.facadeModuleId ?? '').replace(/\.tsx?(\?.*)?$/, ''),
  isEntry: chunk.isEntry,
  isLoadedByItself: chunk.isEntry || chunk.isDynamicEntry,
  imports: chunk.imports,
  dynamicImports: chunk.dynamicImports,
  kb: gzippedKb(chunk.code),
})
type Chunk = ReturnType<typeof snapshot>

interface Load {
  chunk: Chunk
  /** The chunk and everything it imports statically. */
  own: Set<string>
  /**
   * What is certainly there when it is asked for: the frames around its route, and what everybody who
   * asks for it has loaded by then.
   */
  before: Set<string>
}

function loadsOf(chunks: readonly Chunk[], idle: readonly string[]): Load[] {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const everything = new Set(byFile.keys())
  const loads: Load[] = chunks
    .filter(({ isLoadedByItself }) => isLoadedByItself)
    .map((chunk) => ({
      chunk,
      own: reach(chunk, byFile),
      before: chunk.isEntry ? new Set() : everything,
    }))
  const fetchedIdly = loads.filter(({ chunk }) => idle.includes(nameOf(chunk)))
  // From "everything is there" down to what holds on each way to a part, until nothing changes any more.
  let hasChanged = true
  while (hasChanged) {
    hasChanged = false
    for (const load of loads) {
      const known = knownBefore(load, loads, byFile)
      const before = isPage(load.chunk)
        ? known
        : fetchedIdly.reduce((files, one) => (one === load ? files : files.union(one.own)), known)
      hasChanged ||= before.size !== load.before.size
      load.before = before
    }
  }
  return loads
}

function knownBefore(load: Load, loads: readonly Load[], byFile: ReadonlyMap<string, Chunk>): Set<string> {
  if (load.chunk.isEntry) return load.before
  const askers = loads.filter(({ chunk, own }) => chunk !== load.chunk && asksFor(own, load.chunk, byFile))
  const [first, ...others] = askers.map(({ own, before }) => own.union(before))
  const common = others.reduce((files, more) => files.intersection(more), first ?? new Set<string>())
  const frames = loads.filter(({ chunk }) => isFrameOf(chunk, load.chunk))
  return frames.reduce((files, frame) => files.union(frame.own), common)
}

const asksFor = (files: ReadonlySet<string>, chunk: Chunk, byFile: ReadonlyMap<string, Chunk>): boolean =>
  [...files].some((file) => byFile.get(file)?.dynamicImports.includes(chunk.fileName))

function reach(chunk: Chunk, byFile: ReadonlyMap<string, Chunk>, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(chunk.fileName)) return seen
  seen.add(chunk.fileName)
  for (const file of chunk.imports) {
    const next = byFile.get(file)
    if (next) reach(next, byFile, seen)
  }
  return seen
}

/** The layout files around a route file: `o.$org.tsx` and `o.$org/route.tsx` frame `o.$org/team.tsx`. */
const isFrameOf = (frame: Chunk, chunk: Chunk): boolean =>
  frame !== chunk &&
  frame.path.includes('/routes/') &&
  chunk.path.startsWith(`${frame.path.replace(/\/route$/, '')}/`)

/** Pages come by their address, at any moment, the first one with the entry; other parts are opened from a page. */
const isPage = ({ path, isEntry }: Chunk): boolean =>
  isEntry || (path.includes('/routes/') && !path.includes('/-'))

const nameOf = ({ path, fileName }: Chunk): string => path.replace(/^.*\/src\//, '') || fileName

const gzippedKb = (source: string | Uint8Array): number => gzipSync(source).length / 1000
