import { uuidv7 } from '@hub/db'
import type { TestHub } from '../../../../testing/index.ts'
import { memberNames, NOW, openFirm } from './firm.ts'
import type { Firm } from './firm.ts'
import { nothing } from './travel.ts'

const people = {
  'Dev Malhotra': 'admin',
  'Lena Brandt': 'member',
  'Oisín Keane': 'member',
  'Petra Novak': 'viewer',
} as const

/** One firm that uses every part of the hub at once, so that what one part has competes with what another has. */
export async function openEverydayFirm(hub: TestHub): Promise<Firm> {
  const firm = await openFirm(hub, { name: 'Penrose & Daughter', owner: 'Agnes Penrose', people })
  await seedTasks(firm)
  await seedBooks(firm)
  await seedJobs(firm)
  await seedPrices(hub, firm)
  await seedTravel(hub, firm)
  const { security } = firm.org.api.modules
  for (const address of ['penrose.example', 'shop.penrose.example']) await security.sites.add({ address })
  await firm.org.api.workflows.create({ name: 'Overdue reminder' })
  return firm
}

async function seedTasks({ org: { api }, ids }: Firm): Promise<void> {
  const { tasks } = api.modules.ops
  const who = (name: keyof typeof people) => ({ assigneeId: ids.get(name) ?? null })
  await tasks.create({ title: 'Call the boiler supplier', dueOn: '2026-11-20' })
  await tasks.create({
    title: 'Fix the leak at Marlow Street',
    status: 'doing',
    dueOn: '2026-11-19',
    ...who('Oisín Keane'),
  })
  await tasks.create({ title: 'Order till rolls', dueOn: '2026-11-27' })
  await tasks.create({ title: 'Renew the van insurance', dueOn: '2026-11-25', ...who('Dev Malhotra') })
  const cleaned = await tasks.create({ title: 'Clean the coffee machine', ...who('Lena Brandt') })
  await tasks.complete({ id: cleaned.id })
  const lights = await tasks.create({ title: 'Hang the Christmas lights' })
  await tasks.remove({ id: lights.id })
}

async function seedBooks({ org: { api } }: Firm): Promise<void> {
  const { accounting } = api.modules
  const taxRates = [{ name: 'VAT 23 %', percent: '23' }]
  await accounting.book.setUp({ baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01', taxRates })
  const email = 'office@harlan.example'
  const bluebell = await accounting.contacts.create({ name: 'Bluebell Nursery', city: 'Cork' })
  const harlan = await accounting.contacts.create({ name: 'Harlan & Sons', email })
  const hotel = await accounting.contacts.create({ name: 'Corner House Hotel', city: 'Galway' })
  await accounting.contacts.create({ name: 'Nordic Timber', isVendor: true })
  const lines = (unitPrice: string) => [{ description: 'Repairs', unitPrice }]
  const sold = await accounting.invoices.create({
    contactId: harlan.id,
    lines: lines('500.00'),
    issuedOn: '2026-10-05',
  })
  await accounting.invoices.post({ id: sold.id })
  await accounting.paymentsIn.record({ invoiceId: sold.id, amount: '120.00', paidOn: '2026-11-02' })
  const stay = await accounting.invoices.create({
    contactId: hotel.id,
    lines: lines('340.00'),
    issuedOn: '2026-11-03',
  })
  await accounting.invoices.post({ id: stay.id })
  await accounting.invoices.create({ contactId: bluebell.id, lines: lines('75.00'), issuedOn: '2026-11-18' })
}

async function seedJobs({ org: { api } }: Firm): Promise<void> {
  const { foundry } = api.modules
  const { id } = await foundry.datasets.create({ title: 'Jobs of the year' })
  const text = (title: string, name: string) => ({ title, kind: 'text' as const, path: [name] })
  const properties = [
    text('Name', 'name'),
    text('Town', 'town'),
    { title: 'Price', kind: 'money' as const, path: ['price'], currency: 'EUR' },
    { title: 'Done on', kind: 'day' as const, path: ['doneOn'] },
  ]
  await foundry.types.create({
    title: 'Job',
    plural: 'Jobs',
    datasetId: id,
    properties,
    titleProperty: 'Name',
  })
  const records = [
    { name: 'Doyle bathroom', town: 'Cork', price: 1400, doneOn: '2026-10-12' },
    { name: 'Healy radiators', town: 'Cork', price: 620, doneOn: '2026-09-03' },
    { name: 'Quay gutters', town: 'Limerick', price: 210, doneOn: '2026-11-02' },
  ]
  await foundry.datasets.put({ id, keyFields: ['name'], records })
}

async function seedPrices(hub: TestHub, { org: { orgId, api, owner } }: Firm): Promise<void> {
  const products = [
    { name: 'Radiator valve, 15 mm', price: '9.80', shop: 'pipeworks.example' },
    { name: 'Kettle Reed, 2 l', price: '34.00', shop: 'tapstore.example' },
  ]
  for (const { name, price, shop } of products) {
    const { id: productId } = await api.modules.marketplace.products.create({ name, price, currency: 'EUR' })
    const page = { url: `https://${shop}/p/${productId}`, shop, title: name, state: 'watched' as const }
    const found = { note: '', availability: 'in-stock' as const, variants: '[]', reasons: '[]' }
    const times = {
      nextAt: new Date(NOW.getTime() + 365 * 86_400_000),
      createdAt: NOW,
      updatedAt: NOW,
    }
    await hub.hub.db
      .org(orgId)
      .insertInto('marketplaceListing')
      .values({ id: uuidv7(), orgId, productId, createdById: owner.userId, ...page, ...found, ...times })
      .execute()
  }
}

async function seedTravel(hub: TestHub, { org: { orgId, api, owner } }: Firm): Promise<void> {
  const { travel } = api.modules
  const fair = await travel.trips.create({ text: 'Dublin to Leipzig, 9 to 12 February 2027, two people' })
  await travel.trips.update({ id: fair.id, title: 'Leipzig trade fair' })
  const visit = await travel.trips.create({ text: 'Lisbon to Vienna, 8 to 10 December 2026, one person' })
  await travel.trips.update({ id: visit.id, title: 'Vienna showroom' })
  const times = { heldUntil: new Date(NOW.getTime() + 20 * 60_000), createdAt: NOW, updatedAt: NOW }
  await hub.hub.db
    .org(orgId)
    .insertInto('travelBooking')
    .values({
      id: uuidv7(),
      orgId,
      tripId: visit.id,
      title: 'Vienna showroom',
      state: 'held',
      bundle: JSON.stringify(nothing),
      minor: 0n,
      currency: 'EUR',
      startsOn: '2026-12-08',
      createdById: owner.userId,
      ...times,
    })
    .execute()
  await travel.rentals.create({ name: 'White Transit', place: 'Dublin', seats: 3, amount: '55.00' })
  await travel.rentals.create({ name: 'Renault Kangoo', place: 'Dublin', seats: 2, amount: '38.00' })
}

/** The names of what is there, as sentences write them behind an @. */
export async function everydayNames(hub: TestHub, { org }: Firm): Promise<ReadonlyMap<string, string>> {
  const db = hub.hub.db.org(org.orgId)
  const { accounting, foundry, marketplace, security, travel } = org.api.modules
  const all = { limit: 100 }
  const tasks = await db.selectFrom('opsTask').select(['id', 'title']).execute()
  const rows: { id: string; title?: string; name?: string; code?: string; host?: string; shop?: string }[] = [
    ...tasks,
    ...(await accounting.contacts.list(all)).items,
    ...(await accounting.accounts.list(all)).items,
    ...(await foundry.types.list(all)).items,
    ...(await foundry.objects.find(all)).items,
    ...(await marketplace.products.list(all)).items,
    ...(await marketplace.listings.list(all)).items.map(({ id, shop }) => ({ id, shop })),
    ...(await security.sites.list(all)).items,
    ...(await travel.trips.list(all)).items,
    ...(await travel.bookings.list(all)).items,
    ...(await travel.rentals.list(all)).items,
    ...(await org.api.workflows.list(all)).items,
  ]
  const invoices = (await accounting.invoices.list(all)).items.map(
    ({ id, number, contact }) => [id, number ?? `draft for ${contact}`] as const,
  )
  const payments = (await accounting.paymentsIn.list(all)).items.map(
    ({ id, contact }) => [id, `payment of ${contact}`] as const,
  )
  const named = rows.map(
    ({ id, code, ...row }) =>
      [id, [code, row.name ?? row.title ?? row.host ?? row.shop].filter(Boolean).join(' ')] as const,
  )
  return new Map([...named, ...invoices, ...payments, ...(await memberNames(hub, org.orgId))])
}
