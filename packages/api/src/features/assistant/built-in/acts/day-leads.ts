import { stem, STOP_WORDS } from '../../../../reading/name-index.ts'
import type { AskedAct } from './act-table.ts'
import { samplesOf } from './template.ts'

/** Words between a day and what it is the day of, at most: "due on or before Friday" has two. */
export const LEADING_WORDS = 3

/** A word leads to a day where so many of the examples that have it before one have it before this one. */
const MOSTLY = 0.8

const known = new WeakMap<AskedAct, ReadonlyMap<string, string>>()

/** Each word that stands before a day in these sentences, with the days it stands before. */
function ledIn(sentences: readonly string[], days: ReadonlySet<string>): Map<string, string[]> {
  const led = new Map<string, string[]>()
  for (const sentence of sentences) {
    const words = sentence.toLowerCase().match(/\{\w+\}|[a-z]+/g) ?? []
    const slots = sentence.match(/\{\w+\}|[A-Za-z]+/g) ?? []
    for (const [at, slot] of slots.entries()) {
      const day = slot.slice(1, -1)
      if (!slot.startsWith('{') || !days.has(day)) continue
      const before = words.slice(Math.max(0, at - LEADING_WORDS), at)
      const own = before.slice(before.findLastIndex((word) => word.startsWith('{')) + 1)
      for (const word of new Set(own.filter((one) => !STOP_WORDS.has(one)).map(stem)))
        led.set(word, [...(led.get(word) ?? []), day])
    }
  }
  return led
}

/** Of an act with several days, the words that lead to one of them in its examples: "back" to when a trip returns. */
export function dayLeadsOf(act: AskedAct): ReadonlyMap<string, string> {
  const before = known.get(act)
  if (before) return before
  const days = new Set(act.fields.flatMap(({ name, kind }) => (kind === 'day' ? [name] : [])))
  const lines = [...act.phrases.say, ...(act.phrases.setting ?? []).flatMap(({ say }) => say)]
  const made = new Map<string, string>()
  for (const [word, all] of ledIn(lines.flatMap(samplesOf), days)) {
    const [day = ''] = [...days].toSorted((a, b) => countIn(all, b) - countIn(all, a))
    if (countIn(all, day) >= MOSTLY * all.length) made.set(word, day)
  }
  known.set(act, made)
  return made
}

const countIn = (all: readonly string[], day: string) => all.filter((one) => one === day).length
