import type { OrgContext } from '../../../platform/calls/context.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { yearStartOf } from '../book/fiscal-year.ts'
import { requireBook } from '../book/queries.ts'
import { findContact } from '../contacts/service.ts'
import { todayOf } from '../documents/queries.ts'
import { amountText } from '../ledger/amounts.ts'
import { movesIn, openingsOf, overdueOn } from './moves.ts'
import type { Move } from './moves.ts'
import type { CustomerStatement, GetCustomerStatement, StatementRow, StatementSection } from './schema.ts'

/** A sheet that was cut off would say a balance that nobody can follow. */
const MOST_MOVES = 1_000

/** What one customer was billed and paid between two days, with what is owed before and after, in each currency. */
export async function customerStatement(
  ctx: OrgContext,
  input: GetCustomerStatement,
): Promise<CustomerStatement> {
  const { contactId, currency } = input
  const { name, email } = await findContact(ctx.db, contactId)
  const book = await requireBook(ctx.db)
  const to = input.to ?? todayOf(ctx)
  const from = input.from ?? yearStartOf(book, to)
  if (from > to) throw fieldFault('from', 'The first day has to be before the last one.')
  const days = { from, to, currency }
  const moves = await movesIn(ctx.db, contactId, { ...days, most: MOST_MOVES })
  if (moves.length > MOST_MOVES)
    throw fieldFault('from', 'More than 1,000 lines are in these days. Choose fewer days.')
  const openings = await openingsOf(ctx.db, contactId, days)
  const overdue = await overdueOn(ctx.db, contactId, days)
  const currencies = [...new Set([...openings, ...moves].map((one) => one.currency))].toSorted()
  const sections = currencies.map((code) =>
    sectionOf(
      moves.filter((move) => move.currency === code),
      {
        currency: code,
        opening: BigInt(openings.find((one) => one.currency === code)?.minor ?? 0),
        overdue: overdue.get(code) ?? 0n,
      },
    ),
  )
  return { contactId, contact: name, email, from, to, sections }
}

interface Owed {
  currency: string
  opening: bigint
  overdue: bigint
}

function sectionOf(moves: readonly Move[], { currency, opening, overdue }: Owed): StatementSection {
  const amount = (minor: bigint) => amountText(minor, currency)
  let balance = opening
  const rows = moves.map(({ minor, currency: _same, ...move }): StatementRow => {
    balance += BigInt(minor)
    return { ...move, amount: amount(BigInt(minor)), balance: amount(balance) }
  })
  const sum = (minors: readonly bigint[]) => minors.reduce((all, minor) => all + minor, 0n)
  const minors = moves.map(({ minor }) => BigInt(minor))
  return {
    currency,
    opening: amount(opening),
    rows,
    charged: amount(sum(minors.filter((minor) => minor > 0n))),
    credited: amount(-sum(minors.filter((minor) => minor < 0n))),
    closing: amount(balance),
    overdue: amount(overdue),
  }
}
