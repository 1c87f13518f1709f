import type { Fit } from '../acts/fit.ts'
import type { Said } from '../acts/said.ts'
import type { World } from './types.ts'

/** What a sentence counts that an act has read to its end by itself: like one of its examples that lies fairly well. */
const READ = { chance: 0.7, cost: 0.3 }

/** The acts that find all they need in a sentence, by a reader of their own. */
export const readingWhole = ({ text }: Said, { table, clock }: World): string[] =>
  table.acts.flatMap(({ path, phrases, isOpen }) => (isOpen && phrases.reads?.(text, clock) ? [path] : []))

interface Taken {
  name: string
  chance: number
  fit: Fit | null
}

/** "Shannon to Manchester, 12 to 14 January" is a trip, in whichever words the rest of it is said. */
export function asRead<Some extends Taken>(one: Some, { text }: Said, read: readonly string[]): Some {
  const field = one.fit?.act.phrases.whole
  if (!one.fit || field === undefined || !read.includes(one.name)) return one
  const { values, cost } = one.fit
  const fit: Fit = {
    ...one.fit,
    cost: Math.min(cost, READ.cost),
    values: new Map([...values, [field, { kind: 'value', value: text }]]),
    leftover: [],
    isSaid: true,
    isReadWhole: true,
  }
  return { ...one, chance: Math.max(one.chance, READ.chance), fit }
}
