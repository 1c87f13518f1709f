import type { Plugin, Rolldown } from 'vite'

type Chunk = Rolldown.OutputChunk

/**
 * Writes `early.js`: while the program is still on its way, it fetches the code of the page at this address and asks
 * who is signed in. Otherwise both begin only when the program runs, a round trip later.
 */
export function early(): Plugin {
  return {
    name: 'hub-early',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      this.emitFile({ type: 'asset', fileName: 'early.js', source: script(partsOf(chunks)) })
    },
    transformIndexHtml: () => [
      { tag: 'script', injectTo: 'head-prepend', attrs: { src: '/early.js', async: true } },
    ],
  }
}

interface Part {
  /** The addresses that need it, as a regular expression. */
  at: string
  files: string[]
}

/** The files of every page and frame that the first download does not hold. */
function partsOf(chunks: readonly Chunk[]): Part[] {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const reach = (file: string, seen: Set<string>): Set<string> => {
    if (seen.has(file) || byFile.get(file)?.isEntry === true) return seen
    seen.add(file)
    for (const next of byFile.get(file)?.imports ?? []) reach(next, seen)
    return seen
  }
  return chunks.flatMap(({ facadeModuleId, fileName }) => {
    const route = /\/src\/routes\/([^?]*)\.tsx\?tsr-split=component/.exec(facadeModuleId ?? '')?.[1]
    return route === undefined ? [] : [{ at: addressesOf(route), files: [...reach(fileName, new Set())] }]
  })
}

/** `_app/o.$org/tasks/index` → `^/o/[^/]+/tasks/?$`; a file without "index" also frames what lies below it. */
export function addressesOf(route: string): string {
  const isIndex = /(^|\/)index$/.test(route)
  const segments = route
    .split(/[/.]/)
    .filter((part) => part !== 'index' && part !== 'route' && !part.startsWith('_'))
    .map((part) => (part.startsWith('$') ? '/[^/]+' : `/${part}`))
  return `^${segments.join('')}${isIndex ? '/?$' : '(/|$)'}`
}

function script(parts: readonly Part[]): string {
  const files = [...new Set(parts.flatMap((part) => part.files))]
  const table = parts.map((part) => [part.at, part.files.map((file) => files.indexOf(file))])
  return `(function (files, parts) {
  var path = location.pathname, wanted = {}
  parts.forEach(function (part) {
    if (new RegExp(part[0]).test(path)) part[1].forEach(function (file) { wanted[file] = true })
  })
  Object.keys(wanted).forEach(function (file) {
    var link = document.createElement('link')
    link.rel = 'modulepreload'
    link.crossOrigin = ''
    link.href = '/' + files[file]
    document.head.append(link)
  })
  if (!/^\\/(o|admin)\\//.test(path)) return
  var url = '/trpc/auth.me?batch=1&input=%7B%220%22%3A%7B%7D%7D'
  window.hubEarly = { url: url, answer: fetch(url, { headers: { 'x-hub-csrf': '1', 'trpc-accept': 'application/jsonl' } }) }
  window.hubEarly.answer.catch(function () {})
})(${JSON.stringify(files)}, ${JSON.stringify(table)})
`
}
