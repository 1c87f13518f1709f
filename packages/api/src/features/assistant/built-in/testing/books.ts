import type { TestHub } from '../../../../testing/index.ts'
import { memberNames, openFirm } from './firm.ts'
import type { Firm } from './firm.ts'

interface Rows {
  items: { id: string; code?: string; name?: string; number?: string | null; memo?: string }[]
}

/** A roastery with books: two customers, an invoice to each, and an entry by hand. */
export async function openBookkeeping(hub: TestHub): Promise<Firm> {
  const firm = await openFirm(hub, { name: 'Tide & Fennel', owner: 'Maeve Byrne', people: {} })
  const { accounting } = firm.org.api.modules
  const taxRates = [{ name: 'VAT 23 %', percent: '23' }]
  await accounting.book.setUp({ baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01', taxRates })
  const { items: taxes } = await accounting.taxes.list({ side: 'sale' })
  for (const name of ['Lantern Street Bakery', 'Oakhollow Hotel']) {
    const { id: contactId } = await accounting.contacts.create({ name, city: 'Galway' })
    const lines = [{ description: 'House blend', unitPrice: '400.00', taxCodeId: taxes[0]?.id }]
    const { id } = await accounting.invoices.create({ contactId, lines, issuedOn: '2026-10-05' })
    await accounting.invoices.post({ id })
  }
  const { items } = await accounting.accounts.list({ limit: 100 })
  const idOf = (code: string) => items.find((account) => account.code === code)?.id ?? ''
  await accounting.journals.post({
    date: '2026-10-01',
    memo: 'Rent of October',
    lines: [
      { accountId: idOf('6100'), debit: '900.00' },
      { accountId: idOf('1100'), credit: '900.00' },
    ],
  })
  return firm
}

/** The names of what is in these books, as sentences write them behind an @. */
export async function bookNames(hub: TestHub, { org }: Firm): Promise<ReadonlyMap<string, string>> {
  const { accounting } = org.api.modules
  const lists: Rows[] = [
    await accounting.contacts.list({ limit: 100 }),
    await accounting.invoices.list({ limit: 100 }),
    await accounting.accounts.list({ limit: 100 }),
    await accounting.journals.list({ limit: 100 }),
  ]
  const words = ({ code, name, number, memo }: Rows['items'][number]) =>
    [code, name ?? number, memo].filter((part) => part !== undefined).join(' ')
  const rows = lists.flatMap(({ items }) => items).map((row) => [row.id, words(row)] as const)
  return new Map([...rows, ...(await memberNames(hub, org.orgId))])
}
