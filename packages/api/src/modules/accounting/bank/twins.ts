import { createHash } from 'node:crypto'
import { sql } from '@hub/db'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import type { BankAccount } from './schema.ts'
import type { StatementLine } from './statements/statement.ts'

export type KeyedLine = StatementLine & { key: Buffer }

/** What makes two lines look alike. Banks use their own ids again, so an id alone says nothing. */
export const keyOf = (
  { bankRef, day, amount, counterparty, text }: StatementLine,
  currency: string,
): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([bankRef, day, amount.toString(), currency, counterparty, text]))
    .digest()

/** Things that are there, each so many times; each is taken once. */
class Tally {
  readonly #counts = new Map<string, number>()

  add(key: string, count: number): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count)
  }

  take(key: string): boolean {
    const count = this.#counts.get(key) ?? 0
    if (count > 0) this.#counts.set(key, count - 1)
    return count > 0
  }

  left = (key: string): number => this.#counts.get(key) ?? 0
}

interface Sorted {
  fresh: KeyedLine[]
  left: KeyedLine[]
  /** How many of the fresh ones have the day and the amount of a line that is there and not in the file. */
  alike: number
}

/** Of each kind of line as many as the file has more than are there. */
export async function withoutTwins(
  tx: OrgWriteTx,
  { id }: BankAccount,
  lines: readonly KeyedLine[],
): Promise<Sorted> {
  const there = await tx
    .selectFrom('accountingBankLine')
    .select([sql<string>`encode(twin_key, 'hex')`.as('key'), sql<number>`count(*)::int`.as('count')])
    .select(sql<string>`booked_on || ' ' || amount_minor`.as('move'))
    .where('bankAccountId', '=', id)
    .where('bookedOn', '=', sql<string>`any(${[...new Set(lines.map(({ day }) => day))]}::date[])`)
    .groupBy(['twinKey', 'bookedOn', 'amountMinor'])
    .execute()
  const twins = new Tally()
  for (const { key, count } of there) twins.add(key, count)
  const fresh: KeyedLine[] = []
  const left: KeyedLine[] = []
  for (const line of lines)
    if (line.amount === 0n || twins.take(line.key.toString('hex'))) left.push(line)
    else fresh.push(line)
  const others = new Tally()
  for (const { key, move } of there) others.add(move, twins.left(key))
  const alike = fresh.filter(({ day, amount }) => others.take(`${day} ${amount}`)).length
  return { fresh, left, alike }
}
