import { namedIn } from './named-in.ts'
import type { Candidate, LineFacts } from './candidate.ts'

const AND = new Intl.ListFormat('en')

/** Invoices of one customer that a line names and pays to the cent, several with one transfer. */
export function paidTogether(line: LineFacts, candidates: readonly Candidate[]): Candidate[][] {
  const named = candidates.filter((one) => one.kind === 'invoice' && namedIn(line, one) !== undefined)
  return [...Map.groupBy(named, ({ contactId }) => contactId).values()].filter(
    (some) => some.length > 1 && sumOf(some) === line.amount,
  )
}

const sumOf = (some: readonly Candidate[]): bigint => some.reduce((sum, { amount }) => sum + amount, 0n)

/** The same candidates, with those that are paid together as the one thing they are to whoever matches. */
export function togetherAsOne(line: LineFacts, candidates: readonly Candidate[]): Candidate[] {
  const groups = paidTogether(line, candidates)
  const within = new Set(groups.flat())
  return [...groups.flatMap(asOne), ...candidates.filter((one) => !within.has(one))]
}

/** By the first, which is due first. */
function asOne(some: readonly Candidate[]): Candidate[] {
  const [first, ...others] = some
  if (!first) return []
  const beside = others.map(({ number }) => number)
  const written = some.flatMap(({ notBefore }) => notBefore ?? []).toSorted()
  return [
    {
      ...first,
      title: `Invoices ${AND.format([first.number, ...beside])}, ${first.contact ?? ''}`,
      amount: sumOf(some),
      notBefore: written.at(-1) ?? null,
      beside,
    },
  ]
}
