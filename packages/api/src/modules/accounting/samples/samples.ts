import type { SampleDeclaration, SamplePlace } from '../../../platform/catalog/samples.ts'
import type { LedgerAccount } from '../accounts/schema.ts'
import { moves, opening } from './moves.ts'
import type { SampleMove } from './moves.ts'
import { companies, contacts, invoices, taxRates } from './sales.ts'

const MODULE = 'modules.accounting'
/** The books of the sample begin so many days before today, a little before its work does. */
const BEGAN_DAYS_AGO = 45

async function fill(place: SamplePlace): Promise<void> {
  const who = place.people[0]?.name ?? ''
  const as = (daysAgo: number) => ({ who, daysAgo, hoursAgo: 3 })
  await place.call(as(BEGAN_DAYS_AGO), `${MODULE}.book.setUp`, {
    baseCurrency: 'EUR',
    country: 'IE',
    startsOn: place.day(-BEGAN_DAYS_AGO),
    chart: 'goods',
    opening: opening[place.name],
    taxRates,
  })
  const { items } = (await place.call(as(BEGAN_DAYS_AGO), `${MODULE}.accounts.list`, { limit: 100 })) as {
    items: LedgerAccount[]
  }
  const idOf = (code: string) => items.find((account) => account.code === code)?.id
  const post = ([daysAgo, memo, debit, credit, amount]: SampleMove) =>
    place.call(as(daysAgo), `${MODULE}.journals.post`, {
      date: place.day(-daysAgo),
      memo,
      lines: [
        { accountId: idOf(debit), debit: amount },
        { accountId: idOf(credit), credit: amount },
      ],
    })
  for (const move of moves[place.name]) await post(move)
  await sell(place, as)
}

type When = (daysAgo: number) => Parameters<SamplePlace['call']>[0]

/** Customers, and what they were billed and paid. */
async function sell(place: SamplePlace, as: When): Promise<void> {
  const begin = as(BEGAN_DAYS_AGO)
  await place.call(begin, `${MODULE}.company.update`, companies[place.name])
  const ids = new Map<string, string>()
  for (const contact of contacts[place.name]) {
    const made = await place.call(begin, `${MODULE}.contacts.create`, { ...contact, country: 'IE' })
    ids.set(contact.name, (made as { id: string }).id)
  }
  const { items: taxes } = (await place.call(begin, `${MODULE}.taxes.list`, { side: 'sale' })) as {
    items: { id: string }[]
  }
  for (const { daysAgo, to, lines, paid, isDraft } of invoices[place.name]) {
    const draft = await place.call(as(daysAgo), `${MODULE}.invoices.create`, {
      contactId: ids.get(to),
      issuedOn: place.day(-daysAgo),
      lines: lines.map(([description, quantity, unitPrice]) => ({
        description,
        quantity,
        unitPrice,
        taxCodeId: taxes[0]?.id,
      })),
    })
    const { id } = draft as { id: string }
    if (isDraft) continue
    await place.call(as(daysAgo), `${MODULE}.invoices.post`, { id })
    if (!paid) continue
    const { amount } = paid
    const paidOn = place.day(-paid.daysAgo)
    const payment = { invoiceId: id, paidOn, ...(amount !== undefined && { amount }) }
    await place.call(as(paid.daysAgo), `${MODULE}.paymentsIn.record`, payment)
  }
}

/** The cash book of some weeks, as the owner keeps it, and the invoices beside it. */
export const accountingSamples: SampleDeclaration = {
  fill,
  requests: { bakery: [], repairs: [] },
  questions: {
    bakery: ['Who owes us money?', 'How much profit did we make?'],
    repairs: ['Show the balance sheet'],
  },
  usage: [{ path: `${MODULE}.reports.trialBalance`, door: 'mcp' }],
}
