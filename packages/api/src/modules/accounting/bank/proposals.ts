import { addDays } from '../../../shared/time.ts'
import type { Candidate, LineFacts } from './candidate.ts'
import { namedIn } from './named-in.ts'
import { togetherAsOne } from './paid-together.ts'
import type { Proposal, Reason, Strength } from './schema.ts'

export interface Found extends Omit<Proposal, 'amount'> {
  amount: bigint
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)

/** What firms have in common does not tell them apart. */
const COMMON = new Set([
  'LTD',
  'LIMITED',
  'GMBH',
  'AG',
  'INC',
  'LLC',
  'BV',
  'NV',
  'SA',
  'SL',
  'SRL',
  'SARL',
  'PLC',
  'CO',
  'AND',
  'THE',
  'UND',
  'KG',
])

/** Banks cut words short: BKRY for BAKERY, ST for STREET. */
function isShortFor(short: string, word: string): boolean {
  if (short[0] !== word[0]) return false
  let at = 0
  for (const sign of word) if (sign === short[at]) at += 1
  return at === short.length
}

/** Whether at least half of the words of a name stand in a text, the first of them whole. */
export function holdsName(text: string, name: string): boolean {
  const said = wordsOf(text)
  const wanted = wordsOf(name).filter((word) => !COMMON.has(word))
  const hits = wanted.map((word) => ({
    word,
    isWhole: said.includes(word),
    isThere: said.some((one) => one === word || isShortFor(one, word)),
  }))
  const there = hits.filter(({ isThere }) => isThere).length
  return hits.some(({ isWhole, word }) => isWhole && word.length > 2) && there * 2 >= wanted.length
}

const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

const count = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

/** How long after its day money may come for an invoice, and how far what was booked may be from what the bank says. */
const INVOICE_DAYS = 120
const BOOKED_DAYS = 5

function dayReason({ day: bankSays }: LineFacts, { kind, day, notBefore }: Candidate): Reason {
  const away = daysBetween(day, bankSays)
  const same = { what: 'day', bankSays } as const
  if (kind === 'refund')
    return {
      ...same,
      booksSay: `here since ${day}`,
      agrees: away >= 0,
      why: away < 0 ? 'Before it came in' : `${count(away)} after it came in`,
    }
  if (kind !== 'invoice')
    return {
      ...same,
      booksSay: day,
      agrees: Math.abs(away) <= BOOKED_DAYS,
      why: away === 0 ? 'The same day' : `${count(Math.abs(away))} ${away > 0 ? 'later' : 'earlier'}`,
    }
  const isTooEarly = notBefore !== null && bankSays < addDays(notBefore, -1)
  const late = away > 0 ? `${count(away)} late` : `${count(-away)} before it is due`
  return {
    ...same,
    booksSay: `due ${day}`,
    agrees: !isTooEarly && away <= INVOICE_DAYS,
    why: isTooEarly ? 'Before it was written' : away === 0 ? 'On the day it is due' : late,
  }
}

function amountReason(
  { amount: bank }: LineFacts,
  { amount: books, kind }: Candidate,
  text: (minor: bigint) => string,
): Reason {
  const agrees = bank === books
  if (kind === 'refund')
    return {
      what: 'amount',
      bankSays: text(bank),
      booksSay: text(books),
      agrees,
      why: agrees ? 'Same to the cent' : 'A part of what is left; the rest stays with the customer',
    }
  const other =
    bank > books ? 'More than is open; the rest stays with the customer' : 'A part of what is open'
  return {
    what: 'amount',
    bankSays: text(bank),
    booksSay: text(books),
    agrees,
    why: agrees ? 'Same to the cent' : kind === 'invoice' ? other : 'Another amount',
  }
}

function whoReason(line: LineFacts, { contact }: Candidate): Reason {
  const agrees = contact !== null && holdsName(`${line.counterparty} ${line.text}`, contact)
  return {
    what: 'who',
    bankSays: line.counterparty || line.text,
    booksSay: contact ?? '',
    agrees,
    why: agrees ? 'The name is in it' : 'Another name',
  }
}

function referenceReason(line: LineFacts, candidate: Candidate): Reason {
  const { number, reference, beside } = candidate
  const found = namedIn(line, candidate)
  const same = beside.length > 0 ? 'Same numbers' : 'Same number'
  return {
    what: 'reference',
    bankSays: line.reference || line.text,
    booksSay: [number || reference, ...beside].join(', '),
    agrees: found !== undefined,
    why: found === undefined ? 'Not in the text' : found === number ? same : `Same reference, ${reference}`,
  }
}

/** What was written on an entry by hand holds neither a number of the bank's nor a name: its words count. */
function wordsReason(line: LineFacts, { reference }: Candidate): Reason {
  const bankSays = [...new Set([line.counterparty, line.text])].join(' ').trim()
  const agrees = holdsName(bankSays, reference)
  return {
    what: 'reference',
    bankSays,
    booksSay: reference,
    agrees,
    why: agrees ? 'Same words' : 'Other words',
  }
}

type Agrees = Partial<Record<Reason['what'], boolean>>

const strengthOfEntry = ({ amount, day, reference }: Agrees): Strength | null => {
  if (!amount || !day) return null
  return reference ? 'likely' : 'possible'
}

/** Money that goes back names no invoice: who it is, and how much, is all there is. */
const strengthOfRefund = ({ amount, who, day }: Agrees): Strength | null => {
  if (!day || !(amount || who)) return null
  return amount && who ? 'likely' : 'possible'
}

/** Null where too little agrees to trouble a person with it. */
function strengthOf({ amount, who, reference, day }: Agrees): Strength | null {
  if (amount && reference) return 'sure'
  if (amount && day) return who ? 'likely' : 'possible'
  return reference && day ? 'likely' : null
}

const reasonsOf: Readonly<
  Record<Candidate['kind'], readonly ((line: LineFacts, one: Candidate) => Reason)[]>
> = {
  invoice: [whoReason, referenceReason],
  payment: [whoReason, referenceReason],
  entry: [wordsReason],
  refund: [whoReason],
}
const strengths: Readonly<Record<Candidate['kind'], (agrees: Agrees) => Strength | null>> = {
  invoice: strengthOf,
  payment: strengthOf,
  entry: strengthOfEntry,
  refund: strengthOfRefund,
}

/** It went the other way, or took more than is there. */
const cannotBe = ({ amount: bank }: LineFacts, { kind, amount: books }: Candidate): boolean =>
  books > 0n !== bank > 0n || (kind === 'refund' && bank < books)

const order: readonly Strength[] = ['sure', 'likely', 'possible']
const MOST_SHOWN = 5

/** What a line may be, the best first, each with its reasons (ACC-4). */
export function propose(
  line: LineFacts,
  candidates: readonly Candidate[],
  text: (minor: bigint) => string,
): Found[] {
  const found = togetherAsOne(line, candidates).flatMap((candidate): (Found & { away: number })[] => {
    if (cannotBe(line, candidate)) return []
    const reasons = [
      amountReason(line, candidate, text),
      ...reasonsOf[candidate.kind].map((reason) => reason(line, candidate)),
      dayReason(line, candidate),
    ]
    const agrees = Object.fromEntries(reasons.map((one) => [one.what, one.agrees]))
    const strength = strengths[candidate.kind](agrees)
    if (strength === null) return []
    const { kind, id, title, contact, amount, beside } = candidate
    const number = [candidate.number, ...beside].join(', ')
    const away = Math.abs(daysBetween(candidate.day, line.day))
    return [{ kind, id, title, number, contact, amount, strength, reasons, away }]
  })
  const agreeing = ({ reasons }: Found) => reasons.filter(({ agrees }) => agrees).length
  return found
    .toSorted(
      (a, b) =>
        order.indexOf(a.strength) - order.indexOf(b.strength) || agreeing(b) - agreeing(a) || a.away - b.away,
    )
    .slice(0, MOST_SHOWN)
    .map(({ away: _away, ...proposal }) => proposal)
}
