import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { Candidate } from './candidate.ts'
import type { OpenLine } from './open-line.ts'

/** More are no help to anybody. */
const MOST = 500

/** Customers of whose money so much is here that one of these lines, which went out, may have taken it back to them. */
export async function openCredits(db: OrgDb, lines: readonly OpenLine[]): Promise<Candidate[]> {
  const out = lines.filter(({ amount }) => amount < 0n)
  const [first] = out
  if (!first) return []
  const least = out.reduce((size, { amount }) => (-amount < size ? -amount : size), -first.amount)
  const rows = await db
    .selectFrom('accountingPayment as p')
    .innerJoin('accountingContact as c', 'c.id', 'p.contactId')
    .select(['p.contactId', 'c.name as contact', sql<string>`min(p.paid_on)::text`.as('from')])
    .select(sql<string>`sum(p.amount_minor - p.allocated_minor)::text`.as('left'))
    .where('p.direction', '=', 'in')
    .where('p.currency', '=', first.currency)
    .where('p.undoneOn', 'is', null)
    .where(sql<boolean>`p.allocated_minor < p.amount_minor`)
    .groupBy(['p.contactId', 'c.name'])
    .having(sql<boolean>`sum(p.amount_minor - p.allocated_minor) >= ${least.toString()}::bigint`)
    .orderBy('p.contactId')
    .limit(MOST)
    .execute()
  return rows.map(({ contactId, contact, from, left }) => ({
    kind: 'refund',
    id: contactId,
    title: `Refund to ${contact}`,
    number: '',
    reference: '',
    contact,
    contactId,
    beside: [],
    amount: -BigInt(left),
    day: from,
    notBefore: from,
  }))
}
