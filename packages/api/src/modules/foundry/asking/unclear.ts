import { fold } from '../../../reading/text.ts'
import type { TypedProperty } from '../types/queries.ts'
import type { Asking } from './asking.ts'
import { isSaid, rivalsOf } from './rivals.ts'
import type { AskedType } from './vocabulary.ts'

const isMeasured = ({ kind, slot }: TypedProperty): boolean =>
  slot !== null && (kind === 'money' || kind === 'day' || kind === 'instant')

const LAST = /\s*\(([^()]+)\)\s*$/

/** "Stays in October (Arrives)": a question, and which of two sums or days it was said to mean. */
export function namedLast(
  question: string,
  types: readonly AskedType[],
): { question: string; named: string } {
  const named = fold(LAST.exec(question)?.[1] ?? '')
  const isOne = types.some(({ properties }) =>
    properties.some((one) => isMeasured(one) && fold(one.title) === named),
  )
  return isOne ? { question: question.replace(LAST, ''), named } : { question, named: '' }
}

/** Which sums and days the question names, so that of two the one that is named is meant. */
export function hearSaid(types: readonly AskedType[], rest: string): void {
  const words = rest.split(' ')
  for (const { properties, said } of types) {
    said.clear()
    for (const { name, title } of properties.filter(isMeasured)) if (isSaid(title, words)) said.add(name)
  }
}

const namesIn = (text: string): string[] => text.match(/[\p{L}\p{N}_.]+/gu) ?? []

/** The properties that were asked of, by the type they are of. */
function askedOf({
  subject,
  groupBy,
  metric,
  besides,
  having,
  sort,
  where,
  linked,
}: Asking): { type: AskedType; names: string[] }[] {
  const own = [groupBy, metric, sort, ...besides, ...having, ...where.map(({ property }) => property)]
  return [
    { type: subject, names: own.flatMap((text) => namesIn(text ?? '')) },
    ...linked.map(({ type, where: such }) => ({ type, names: such.map(({ property }) => property) })),
  ]
}

/** Of two sums or two days, none of them said and none the usual one, which is meant: their titles; null where all is clear. */
export function unclearOf(asking: Asking): string[] | null {
  for (const { type, names } of askedOf(asking)) {
    const fitting = type.properties.filter(isMeasured)
    const open = fitting.find(
      (one) => names.includes(one.name) && !type.said.has(one.name) && rivalsOf(one, fitting).length > 0,
    )
    if (open) return [open, ...rivalsOf(open, fitting)].map(({ title }) => title)
  }
  return null
}

/** What was named to tell one of two from the other says no more, where that one was asked of. */
export function takeSaid(asking: Asking): void {
  const { coded } = asking
  for (const { type, names } of askedOf(asking))
    for (const { name, title } of type.properties.filter((one) => type.said.has(one.name)))
      for (const word of names.includes(name) ? coded.rest.split(' ') : [])
        if (isSaid(title, [word])) coded.takeText(word)
}
