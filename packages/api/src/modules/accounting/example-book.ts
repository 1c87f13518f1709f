/** How tests make rows: through the product's own procedures. */
export type ExampleCall = (path: string, input: unknown) => Promise<unknown>

/** Books of an organization that tests make: each can be set up once. */
export async function withBook(call: ExampleCall): Promise<void> {
  const { book } = (await call('modules.accounting.book.get', {})) as { book: unknown }
  if (book !== null) return
  await call('modules.accounting.book.setUp', { baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01' })
  await call('modules.accounting.company.update', { legalName: 'Tide & Fennel' })
}

interface Rows {
  items: { id: string }[]
}

/** The customer of such books: its invoices and payments are put to each other. */
export async function exampleCustomer(call: ExampleCall): Promise<string> {
  await withBook(call)
  const { items } = (await call('modules.accounting.contacts.list', { role: 'customer' })) as Rows
  if (items[0]) return items[0].id
  const name = 'Lantern Street Bakery'
  return ((await call('modules.accounting.contacts.create', { name })) as { id: string }).id
}

/** A posted invoice that is overdue. */
export async function exampleInvoice(call: ExampleCall): Promise<string> {
  const contactId = await exampleCustomer(call)
  const taxes = (await call('modules.accounting.taxes.list', { side: 'sale' })) as Rows
  const lines = [{ description: 'House blend', unitPrice: '100.00', taxCodeId: taxes.items[0]?.id }]
  const draft = await call('modules.accounting.invoices.create', {
    contactId,
    lines,
    issuedOn: '2026-11-02',
    dueOn: '2026-11-09',
  })
  const { id } = draft as { id: string }
  await call('modules.accounting.invoices.post', { id })
  return id
}
