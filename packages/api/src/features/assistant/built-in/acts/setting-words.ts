import { stem } from '../../../../reading/name-index.ts'
import type { AskedAct } from './act-table.ts'
import { isContent } from './content.ts'
import { overlaps } from './said.ts'
import type { Range, Said } from './said.ts'
import { samplesOf } from './template.ts'

type Setting = Readonly<Record<string, unknown>>

/** So many examples of a setting have a word before it tells that setting from the others. */
const TELLS = 2
/** And this share of them. */
const OFTEN = 0.15

const known = new WeakMap<AskedAct, ReadonlyMap<string, Setting>>()

const wordsOf = (line: string): Set<string> =>
  new Set(
    samplesOf(line).flatMap((sentence) =>
      (sentence.toLowerCase().match(/\{\w+\}|[a-z]+/g) ?? []).filter((word) => isContent(word)).map(stem),
    ),
  )

function countIn(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of lines.flatMap((line) => [...wordsOf(line)]))
    counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Fields that some settings set to one value and others to another: only between those a word can tell. */
function contrasted(settings: readonly Setting[]): ReadonlySet<string> {
  const names = new Set(settings.flatMap((set) => Object.keys(set)))
  const valuesOf = (name: string) => new Set(settings.flatMap((set) => (name in set ? [set[name]] : [])))
  return new Set([...names].filter((name) => valuesOf(name).size > 1))
}

/** Words that the examples of one setting have, and those of no other: "pause" of `{ isOn: false }`. */
function tellingOf(act: AskedAct): ReadonlyMap<string, Setting> {
  const before = known.get(act)
  if (before) return before
  const all = act.phrases.setting ?? []
  const fields = contrasted(all.map(({ set }) => set))
  const settings = all.map(({ set, say }) => ({
    set: Object.fromEntries(Object.entries(set).filter(([name]) => fields.has(name))),
    least: Math.max(TELLS, say.length * OFTEN),
    counts: countIn(say),
  }))
  const made = new Map<string, Setting>()
  for (const { set, least, counts } of settings)
    for (const [word, count] of counts) {
      const isOther = settings.some((other) => other.set !== set && other.counts.has(word))
      if (count >= least && !isOther && Object.keys(set).length > 0) made.set(word, set)
    }
  known.set(act, made)
  return made
}

/** What the words of a change say of a setting, where the example that lies over it says nothing: "pause the watch of the trip". Names and texts say nothing of it. */
export function settingTold(act: AskedAct, said: Said, texts: readonly Range[]): Setting {
  if (act.entry.meta.effect === 'read' || act.phrases.setting === undefined) return {}
  const telling = tellingOf(act)
  const isIn = (at: number) =>
    [...texts, ...said.quoted].some((spot) => overlaps(spot, { from: at, to: at + 1 }))
  const told = said.tokens.flatMap(({ text }, at): Setting[] => {
    const set = telling.get(stem(text))
    return set === undefined || isIn(at) ? [] : [set]
  })
  const [first, ...others] = new Set(told)
  return first === undefined || others.length > 0 ? {} : first
}
