import type { HubClient } from './hub-client.ts'

interface Row {
  id: string
}

/** Books in euros with one rate of tax. */
export async function keepBooks(hub: HubClient): Promise<void> {
  await hub.mutate('modules.accounting.book.setUp', {
    baseCurrency: 'EUR',
    country: 'IE',
    startsOn: '2026-01-01',
    taxRates: [{ name: 'VAT 23 %', percent: '23' }],
  })
}

/** A posted invoice to a new customer. */
export async function invoiced(hub: HubClient, name: string, unitPrice: string): Promise<string> {
  const { id: contactId } = await hub.mutate<Row>('modules.accounting.contacts.create', {
    name,
    street: '4 Lantern Street',
    city: 'Galway',
    country: 'IE',
  })
  const { items } = await hub.query<{ items: Row[] }>('modules.accounting.taxes.list', { side: 'sale' })
  const lines = [
    { description: 'House blend, 1 kg', quantity: '12', unitPrice, taxCodeId: items[0]?.id },
    { description: 'Delivery with the van on Thursday', unitPrice: '9', taxCodeId: items[1]?.id },
  ]
  const { id } = await hub.mutate<Row>('modules.accounting.invoices.create', {
    contactId,
    lines,
    issuedOn: '2026-03-02',
    message: 'Thank you. The van comes on Thursday.',
  })
  await hub.mutate('modules.accounting.invoices.post', { id })
  return id
}
