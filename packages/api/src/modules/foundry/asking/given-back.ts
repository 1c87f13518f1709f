import type { Asking } from './asking.ts'
import { MONEY } from './subject.ts'
import type { AskedType } from './vocabulary.ts'
import { NOT } from './words.ts'
import { fold } from '../../../reading/text.ts'

const GIVEN_BACK = /^(?:(?:amount )?refunded|refunds?)$/
const SAID = /\b(?:refund(?:s|ed|ing)?|gave back|given back|give back|paid back)\b/
const COUNTED = /\b(?:how (?:many|often)|number of|count|when|who|which)\b/
const TOTAL = /\b(?:totals?|sum|how much)\b/

/** What of one of them was given back. */
const givenBackOf = ({ properties }: AskedType) =>
  properties.find(
    ({ title, kind, slot }) => kind === 'money' && slot !== null && GIVEN_BACK.test(fold(title)),
  )

const refundedIn = (coded: Asking['coded']) =>
  coded.all('value', { left: true }).find(({ held }) => held.every((one) => /refunded$/i.test(one.value)))

/** "Refunded payments", where no state of theirs says so: those of which something was given back. */
export function readRefunded({ coded, subject, where }: Asking): void {
  const property = givenBackOf(subject)
  const value = refundedIn(coded)
  if (property && value && !value.held.some(({ type }) => type.id === subject.id)) {
    const isNot = coded.take(new RegExp(`\\b(?:${NOT})\\b(?: been)? (?=<c${value.number}>)`)) !== null
    coded.take(new RegExp(`<c${value.number}>`))
    return void where.push({ property: property.name, op: isNot ? '<=' : '>', values: ['0'] })
  }
  const isNot = coded.has(/\b(?:not|never|no|without)\b(?: [a-z]+)? refund/)
  if (!property || isNot || !coded.has(SAID) || coded.has(/\b(?:fully|partially|partly)\b/)) return
  coded.take(SAID)
  where.push({ property: property.name, op: '>', values: ['0'] })
}

/**
 * "How much did we refund?": what was given back is added up where it is told, and not what is left of those that were. Answers by
 * what.
 */
export function readGivenBack({ coded, subject }: Asking): string | null {
  const property = givenBackOf(subject)
  if (!property) return null
  const value = refundedIn(coded)
  if (!value && !coded.has(SAID)) return null
  // "Refunds by month" names nothing that they are of.
  const isBare = coded.all('type').length === 0 && coded.all('verb').length === 0 && !coded.has(COUNTED)
  if (!isBare && !coded.has(MONEY) && !coded.has(TOTAL)) return null
  if (value) coded.take(new RegExp(`<c${value.number}>`))
  for (const words of [SAID, MONEY, TOTAL, /\b(?:of|in) (?=<t)/]) coded.take(words)
  return `sum ${property.name}`
}
