import type { TestHub } from '../../../testing/index.ts'
import { verifyBooks } from '../ledger/verify.ts'
import type { Shop } from '../testing.ts'

/** An invoice at two rates of tax, and what became of it, in the shop of the test that runs. */
export function creditDesk(of: () => { hub: TestHub; shop: Shop }) {
  const coffee = () => ({
    description: 'House blend, 1 kg',
    quantity: '12',
    unitPrice: '14.20',
    taxCodeId: of().shop.taxes.reduced,
  })
  const filters = () => ({
    description: 'Paper filters',
    quantity: '4',
    unitPrice: '6.50',
    taxCodeId: of().shop.taxes.standard,
  })
  return {
    coffee,
    filters,
    /** Over 213.27: 170.40 at 7 %, 26.00 at 19 %. */
    async posted(given: object = {}) {
      const { books, customer } = of().shop
      const lines = [coffee(), filters()]
      const { id } = await books.invoices.create({ contactId: customer.id, lines, ...given })
      return books.invoices.post({ id })
    },
    /** Accounts with what they hold, by code; minus is credit. */
    async held(): Promise<Record<string, number>> {
      const { rows } = await of().shop.books.reports.trialBalance({})
      return Object.fromEntries(rows.map(({ code, debit, credit }) => [code, Number(debit ?? `-${credit}`)]))
    },
    /** What is wrong with the books: nothing, where all adds up. */
    faults: () => verifyBooks(of().hub.hub.db.org(of().shop.orgId)),
    /** The credit notes of an invoice, the oldest first. */
    async creditsOf(id: string) {
      const { invoices } = of().shop.books
      const { items } = await invoices.list({})
      const notes = await Promise.all(
        items.filter(({ kind }) => kind === 'credit_note').map((note) => invoices.get({ id: note.id })),
      )
      return notes.filter(({ correctsId }) => correctsId === id).toReversed()
    },
  }
}
