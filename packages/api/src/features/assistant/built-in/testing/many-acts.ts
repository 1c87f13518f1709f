import type { ActPhrases } from '../../../../platform/catalog/phrases.ts'
import type { Hub } from '../../../../platform/hub.ts'

type Taught = Pick<Hub, 'catalog' | 'phrases'>

const lettersOf = (copy: number) => String.fromCodePoint(97 + (copy % 26), 97 + Math.floor(copy / 26))

/** Long words of the examples are other words in each copy: modules share small words, and have their own nouns. */
function renamed(line: string, copy: number): string {
  return line.replaceAll(/\{\w+\}|[a-z]{5,}/g, (word) =>
    word.startsWith('{') ? word : `${word}${lettersOf(copy)}`,
  )
}

function copied(phrases: ActPhrases, copy: number): ActPhrases {
  const lines = (all: readonly string[] = []) => all.map((line) => renamed(line, copy))
  const setting = (phrases.setting ?? []).map((one) => ({ ...one, say: lines(one.say) }))
  return {
    ...phrases,
    say: lines(phrases.say),
    setting,
    beside: lines(phrases.beside),
    not: lines(phrases.not),
  }
}

/** What a hub is taught, with copies of the acts of one module until there are so many in all. */
export function withActs({ catalog, phrases }: Taught, prefix: string, count: number): Taught {
  const originals = catalog.entries.filter(({ path }) => path.startsWith(prefix))
  const entries = [...catalog.entries]
  const taught = new Map(phrases)
  for (let copy = 0; entries.length < count; copy += 1)
    for (const entry of originals) {
      const path = `modules.copy${copy}.${entry.path.slice(prefix.length)}`
      entries.push({ ...entry, path })
      const own = phrases.get(entry.path)
      if (own) taught.set(path, { words: own.words, phrases: copied(own.phrases, copy) })
    }
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  return { catalog: { ...catalog, entries, get: (path) => byPath.get(path) }, phrases: taught }
}
