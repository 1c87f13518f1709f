import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import type { Page } from '../../../shared/list.ts'
import { amountText } from '../ledger/amounts.ts'
import { findBankAccount } from './accounts.ts'
import { openEntries, openInvoices, openPayments } from './candidates.ts'
import { openCredits } from './credits.ts'
import { matchOfLine } from './match-rows.ts'
import { findOpenLine, selectLines, toOpenLine } from './open-line.ts'
import type { OpenLine } from './open-line.ts'
import { propose } from './proposals.ts'
import type { Found } from './proposals.ts'
import type { BankLine, GetBankLine, ListBankLines, WholeBankLine } from './schema.ts'

/** What each of these lines may be, looked up for all lines of a bank account at once. */
async function proposalsOf(db: OrgDb, lines: readonly OpenLine[]): Promise<Map<string, Found[]>> {
  const open = Map.groupBy(
    lines.filter(({ isMatched }) => !isMatched),
    ({ bankAccountId }) => bankAccountId,
  )
  const proposals = new Map<string, Found[]>()
  for (const own of open.values()) {
    const candidates = [
      ...(await openInvoices(db, own)),
      ...(await openPayments(db, own)),
      ...(await openEntries(db, own)),
      ...(await openCredits(db, own)),
    ]
    for (const line of own)
      proposals.set(
        line.id,
        propose(line, candidates, (minor) => amountText(minor, line.currency)),
      )
  }
  return proposals
}

const toLine = (
  { accountId: _account, amount, ...line }: OpenLine,
  found: readonly Found[] = [],
): BankLine => ({
  ...line,
  amount: amountText(amount, line.currency),
  best: found[0]?.strength ?? null,
  proposals: found.length,
})

/** Lines of the bank, the newest day first, each with how well the books fit it. */
export async function listBankLines(ctx: OrgContext, input: ListBankLines): Promise<Page<BankLine>> {
  const { bankAccountId, state, search = '', from, to } = input
  if (bankAccountId !== undefined) await findBankAccount(ctx.db, bankAccountId)
  const found = selectLines(ctx.db)
    .where(
      sql<boolean>`strpos(lower(l.counterparty || ' ' || l.text || ' ' || l.reference), lower(${search})) > 0`,
    )
    .$if(bankAccountId !== undefined, (query) => query.where('l.bankAccountId', '=', bankAccountId ?? ''))
    .$if(state === 'to-match', (query) => query.where(sql<boolean>`l.matched_minor <> l.amount_minor`))
    .$if(state === 'matched', (query) => query.where(sql<boolean>`l.matched_minor = l.amount_minor`))
    .$if(from !== undefined, (query) => query.where('l.bookedOn', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('l.bookedOn', '<=', to ?? ''))
  const { items, nextCursor } = await readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.accounting.bank.lines.list', orgId: ctx.org.orgId },
    columns: [
      { expression: sql`l.booked_on`, type: 'date', direction: 'desc' },
      { expression: sql`l.id`, type: 'uuid', direction: 'desc' },
    ],
    input,
  })
  const lines = items.map(toOpenLine)
  const proposals = await proposalsOf(ctx.db, lines)
  return { items: lines.map((line) => toLine(line, proposals.get(line.id))), nextCursor }
}

export async function getBankLine(ctx: OrgContext, { id }: GetBankLine): Promise<WholeBankLine> {
  const line = await findOpenLine(ctx.db, id)
  const found = (await proposalsOf(ctx.db, [line])).get(id) ?? []
  return {
    ...toLine(line, found),
    match: await matchOfLine(ctx.db, id),
    offers: found.map((offer) => ({ ...offer, amount: amountText(offer.amount, line.currency) })),
  }
}
