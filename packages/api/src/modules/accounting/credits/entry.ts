import type { OrgDb } from '@hub/db'
import { fieldFault } from '../../../shared/field-fault.ts'
import { LARGEST_MINOR } from '../../../shared/money.ts'
import { saleEntry } from '../../../shared/sale-entry.ts'
import type { SalePart } from '../../../shared/sale-entry.ts'
import { accountsByRole } from '../accounts/roles.ts'
import { requireBook } from '../book/queries.ts'
import { amountInBooks } from '../documents/entry.ts'
import type { NewLine } from '../ledger/posting.ts'
import { share } from '../payments/plan.ts'
import { taxCodesById } from '../taxes/queries.ts'
import type { CreditableInvoice } from './invoice.ts'
import type { CreditLine } from './parts.ts'
import type { CreditTotals } from './totals.ts'

interface Moved {
  accountId: string
  taxCodeId: string | null
  amount: bigint
  base: bigint
}

const keyOf = ({ accountId, taxCodeId }: Pick<Moved, 'accountId' | 'taxCodeId'>) =>
  `${accountId} ${taxCodeId ?? ''}`

/** Lines of one account and tax as one, in the order in which they first come. */
function folded(lines: readonly Moved[]): Map<string, Moved> {
  const all = new Map<string, Moved>()
  for (const line of lines) {
    const before = all.get(keyOf(line)) ?? { ...line, amount: 0n, base: 0n }
    all.set(keyOf(line), {
      ...before,
      amount: before.amount + line.amount,
      base: before.base + line.base,
    })
  }
  return all
}

async function movedBy(db: OrgDb, entryIds: readonly string[]): Promise<Map<string, Moved>> {
  if (entryIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('accountingLine')
    .select(['accountId', 'taxCodeId', 'amountMinor', 'baseMinor'])
    .where('entryId', 'in', entryIds)
    .orderBy('entryId')
    .orderBy('n')
    .execute()
  return folded(
    rows.map(({ amountMinor, baseMinor, ...row }) => ({
      ...row,
      amount: BigInt(amountMinor),
      base: BigInt(baseMinor),
    })),
  )
}

const nothing = { amount: 0n, base: 0n }

/**
 * A credit note as lines of its entry, and what it comes to in the books' currency. Whatever it leaves over nothing of takes
 * the rest on every account, so that an invoice and all its credit notes come to nothing on each of them.
 */
export async function creditEntry(
  db: OrgDb,
  invoice: CreditableInvoice,
  { lines, totals }: { lines: readonly CreditLine[]; totals: CreditTotals },
): Promise<{ lines: NewLine[]; base: bigint }> {
  const { receivable, rounding } = await accountsByRole(db, ['receivable', 'rounding'])
  const { baseCurrency } = await requireBook(db)
  const invoiced = await movedBy(db, [invoice.entryId])
  const credited = await movedBy(db, invoice.creditEntryIds)
  const { currency, contactId } = invoice
  const inBooks = (amount: bigint) => amountInBooks(amount, { ...invoice, baseCurrency })
  const leftOf = (key: string) => {
    const [all, taken] = [invoiced.get(key) ?? nothing, credited.get(key) ?? nothing]
    return { amount: all.amount, taken: -taken.amount, base: all.base, released: -taken.base }
  }
  const parts = totals.isLast
    ? restOf(invoiced, credited)
    : (await partsOf(db, { lines, totals, accounts: { receivable, rounding } })).map((part) => {
        const left = leftOf(keyOf(part))
        return { ...part, base: left.amount === 0n ? inBooks(part.amount) : share(part.amount, left) }
      })
  const others = parts.filter(({ accountId, amount }) => accountId !== receivable && amount !== 0n)
  const base = -others.reduce((sum, part) => sum + part.base, 0n)
  if (base < 0n || base >= LARGEST_MINOR)
    throw fieldFault('lines', 'So little comes to nothing in the books.')
  const owed = { accountId: receivable, currency, contactId, amount: -totals.total, base: -base }
  return {
    base,
    lines: [owed, ...others.map((part) => ({ ...part, currency, amount: -part.amount, base: -part.base }))],
  }
}

/** What is left on each account, as the invoice booked it. */
function restOf(invoiced: ReadonlyMap<string, Moved>, credited: ReadonlyMap<string, Moved>): Moved[] {
  return [...folded([...invoiced.values(), ...credited.values()]).values()]
}

interface Part {
  lines: readonly CreditLine[]
  totals: CreditTotals
  accounts: { receivable: string; rounding: string }
}

/** As an invoice over these lines would book them. */
async function partsOf(db: OrgDb, { lines, totals, accounts }: Part): Promise<Moved[]> {
  const codes = await taxCodesById(db, [...new Set(lines.map(({ of }) => of.taxCodeId))])
  const sale = lines.map(({ of }) => ({
    accountId: of.accountId,
    tax: { id: of.taxCodeId, components: codes.get(of.taxCodeId)?.components ?? [] },
  }))
  const entry: SalePart[] = saleEntry({ lines: sale, totals, inBooks: (amount) => amount }, accounts)
  const moved = entry.map(({ taxCodeId = null, ...part }) => ({ ...part, taxCodeId }))
  return [...folded(moved).values()]
}
