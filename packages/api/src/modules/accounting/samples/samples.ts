import type { SampleDeclaration, SamplePlace } from '../../../platform/catalog/samples.ts'
import type { SampleOrder } from '../../../platform/catalog/sample-trade.ts'
import type { LedgerAccount } from '../accounts/schema.ts'
import type { TaxCode } from '../taxes/schema.ts'
import { fillBank } from './bank.ts'
import { BEGAN_DAYS_AGO, costs, opening, takings } from './moves.ts'
import type { SampleMove } from './moves.ts'
import { companies, taxRates, vendors } from './sales.ts'

const MODULE = 'modules.accounting'

type When = (daysAgo: number) => Parameters<SamplePlace['call']>[0]

async function fill(place: SamplePlace): Promise<void> {
  const who = place.people[0]?.name ?? ''
  const as: When = (daysAgo) => ({ who, daysAgo, hoursAgo: 3 })
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
  const moves = [...takings(place.trade), ...costs[place.name]].toSorted(([a], [b]) => b - a)
  for (const move of moves) await post(move)
  await sell(place, as)
  await fillBank(place, { as, accountId: idOf('1100'), moves })
}

/** Those who are billed, and those the business buys from; answers the ids of the first by their numbers. */
async function addContacts(place: SamplePlace, as: When): Promise<Map<string, string>> {
  const add = async (contact: object) => {
    const made = await place.call(as(BEGAN_DAYS_AGO), `${MODULE}.contacts.create`, {
      ...contact,
      country: 'IE',
    })
    return (made as { id: string }).id
  }
  const ids = new Map<string, string>()
  const billed = place.trade.orders.flatMap(({ sold, customer }) => (sold === 'till' ? [] : customer))
  for (const { number, name, email, street, town: city } of new Set(billed))
    ids.set(number, await add({ name, email, street, city }))
  for (const vendor of vendors[place.name]) await add({ isCustomer: false, isVendor: true, ...vendor })
  return ids
}

/** What customers were billed since the books began, and what they paid: the orders of the shop. */
async function sell(place: SamplePlace, as: When): Promise<void> {
  const begin = as(BEGAN_DAYS_AGO)
  await place.call(begin, `${MODULE}.company.update`, {
    ...companies[place.name],
    email: `hello@${place.host}`,
  })
  const ids = await addContacts(place, as)
  const { items: taxes } = (await place.call(begin, `${MODULE}.taxes.list`, { side: 'sale' })) as {
    items: TaxCode[]
  }
  const { orders } = place.trade
  for (const order of orders.filter(({ sold, daysAgo }) => sold !== 'till' && daysAgo <= BEGAN_DAYS_AGO))
    await bill(place, as, {
      order,
      contactId: ids.get(order.customer.number),
      taxCodeId: taxes.find(({ percent }) => percent === order.taxPercent)?.id,
    })
}

interface Billed {
  order: SampleOrder
  contactId: string | undefined
  taxCodeId: string | undefined
}

async function bill(place: SamplePlace, as: When, { order, contactId, taxCodeId }: Billed): Promise<void> {
  const { number, daysAgo, lines, sold } = order
  const draft = await place.call(as(daysAgo), `${MODULE}.invoices.create`, {
    contactId,
    issuedOn: place.day(-daysAgo),
    reference: number,
    lines: lines.map(({ product, quantity, price }) => ({
      description: product.name,
      quantity: String(quantity),
      unitPrice: price,
      taxCodeId,
    })),
  })
  const { id } = draft as { id: string }
  if (sold === 'drafted') return
  await place.call(as(daysAgo), `${MODULE}.invoices.post`, { id })
  for (const payment of place.trade.payments.filter((one) => one.order === order))
    await place.call(as(payment.daysAgo), `${MODULE}.paymentsIn.record`, {
      invoiceId: id,
      paidOn: place.day(-payment.daysAgo),
      amount: payment.amount,
      reference: payment.number,
    })
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
