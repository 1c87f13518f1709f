import { isContent } from './content.ts'
import type { Laid, Source } from './meaning.ts'
import { isDenied, overlaps } from './said.ts'

/* What an example says by itself, and what is said against it. */

/** "The bike has a bent fork" is not "done with the bike": without a word of it an example says nothing. */
export function isExampleSaid({ template: { parts }, aligned }: Laid): boolean {
  const words = parts.flatMap((part, at) => ('word' in part ? [{ word: part.word, at }] : []))
  const telling = words.filter(({ word }) => isContent(word))
  return words.length === 0 || (telling.length > 0 ? telling : words).some(({ at }) => aligned.said.has(at))
}

/** "Take the deadline off the bag labels": what is cleared is the day, and no label. */
const clearsDate = ({ act, said, laid }: Pick<Source, 'act' | 'said' | 'laid'>, name: string): boolean =>
  laid?.template.set[name] === null &&
  said.moments.some(({ value: { kind } }) => kind === 'none') &&
  act.fields.some((field) => field.kind === 'day' && field.isNullable && field.name !== name) &&
  act.fields.every((field) => field.name !== name || field.kind !== 'time')

/** "Hand it over to Tomás" means nobody else, and "due on 1 December" clears no day. */
function namesOther({ act, said, laid }: Pick<Source, 'act' | 'said' | 'laid'>, name: string): boolean {
  const kind = act.fields.find((field) => field.name === name)?.kind
  const set = laid?.template.set[name]
  if (kind === 'person' && set === '@me') return said.people.some((spot) => !isDenied(said, spot))
  return kind === 'day' && set === null && said.moments.some(({ value }) => value.kind !== 'none')
}

/** What an example says by itself counts less than a value that is said: "took it back, it is on the stand again". */
export const saysOtherwise = ({ act, said, usable, laid }: Source, name: string): boolean =>
  clearsDate({ act, said, laid }, name) ||
  namesOther({ act, said, laid }, name) ||
  usable.choices.some(
    (spot) =>
      spot.value.field.name === name &&
      !spot.value.isNegated &&
      spot.value.value !== laid?.template.set[name] &&
      ![...(laid?.aligned.matched ?? [])].some((at) => overlaps(spot, { from: at, to: at + 1 })),
  )
