import { fold } from '../../../reading/text.ts'
import type { Asking } from './asking.ts'
import { NOT } from './words.ts'

const WORDS = 'finish(?:ed)?|complet(?:e|ed)|carried out|wrapped up'
const DONE = /^(?:done|finish|complet|carried out|ended|end\b)/
const SAID = new RegExp(`(?:\\b(?<not>${NOT})\\b (?:been |yet |got )*|\\b(?<un>un)|\\b)(?:${WORDS})\\b`)

/** The day on which one of them was done. */
const doneOn = ({ subject }: Asking): string | null =>
  subject.properties.find(
    ({ kind, slot, title }) =>
      (kind === 'day' || kind === 'instant') && slot !== null && DONE.test(fold(title)),
  )?.name ?? null

/** "Finished in October" says no more than the days do, "jobs not finished yet" are those without a day. */
export function readFinished(asking: Asking): void {
  const { coded, where } = asking
  const date = doneOn(asking)
  if (date === null || !coded.has(SAID)) return
  const groups = coded.take(SAID)?.groups
  asking.subject.said.add(date)
  const isNot = groups?.['not'] !== undefined || groups?.['un'] !== undefined
  const isDated = where.some(({ property }) => property === date)
  if (isNot && isDated) asking.unread.push('not finished')
  else if (!isDated) where.push({ property: date, op: isNot ? '=' : '!=', values: [] })
}
