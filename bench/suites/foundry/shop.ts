import { inTx, uuidv7 } from '@hub/db'
import { putRecords } from '../../../packages/api/src/modules/foundry/datasets/records.ts'
import type { IncomingRecord } from '../../../packages/api/src/platform/records/records.ts'
import type { BenchDatabase, BenchOrg } from '../bench-database.ts'

/** So many records are written in one transaction, as a file is read in. */
const SLICE = 500
const TOWNS = ['Galway', 'Dublin', 'Cork', 'Sligo', 'Ennis', 'Tuam', 'Athenry', 'Clifden']
const STATES = ['Paid', 'Paid', 'Paid', 'Waiting', 'Late', 'Refunded']

/** Calls a procedure as the owner of the organization, through the whole chain. */
export type Ask = (path: string, input: unknown) => Promise<unknown>

interface Made {
  id: string
}

export interface Shop {
  customerType: string
  orderType: string
  orderDataset: string
}

/** The types of a shop, with the link between them; nothing is in it yet. */
export async function openShop(ask: Ask): Promise<Shop & { customerDataset: string }> {
  const typeOf = async (title: string, properties: object[]) => {
    const dataset = (await ask('modules.foundry.datasets.create', { title: `${title}s` })) as Made
    const type = (await ask('modules.foundry.types.create', {
      title,
      plural: `${title}s`,
      datasetId: dataset.id,
      titleProperty: 'Name',
      properties: [{ title: 'Name', kind: 'text', path: ['name'] }, ...properties],
    })) as Made
    return { type: type.id, dataset: dataset.id }
  }
  const customers = await typeOf('Customer', [
    { title: 'Town', kind: 'choice', path: ['town'] },
    { title: 'Since', kind: 'day', path: ['since'] },
  ])
  const orders = await typeOf('Order', [
    { title: 'Customer number', kind: 'text', path: ['customer'] },
    { title: 'Placed', kind: 'instant', path: ['placed'] },
    { title: 'State', kind: 'choice', path: ['state'] },
    { title: 'Items', kind: 'number', path: ['items'] },
    { title: 'Total', kind: 'money', path: ['total'], currency: 'EUR' },
  ])
  await ask('modules.foundry.links.create', {
    fromTypeId: orders.type,
    fromProperty: 'customerNumber',
    toTypeId: customers.type,
    title: 'Customer',
    inverseTitle: 'Orders',
  })
  return {
    customerType: customers.type,
    orderType: orders.type,
    customerDataset: customers.dataset,
    orderDataset: orders.dataset,
  }
}

const dayOf = (at: number) => new Date(Date.UTC(2025, 0, 1 + (at % 690))).toISOString().slice(0, 10)

export const customerAt = (at: number): IncomingRecord => ({
  key: `C${at}`,
  raw: { id: `C${at}`, name: `Customer ${at} of the shop`, town: TOWNS[(at * 7) % 8], since: dayOf(at * 13) },
})

/** `turn` makes the same order say something else. */
export const orderAt = (at: number, customers: number, turn = 0): IncomingRecord => ({
  key: `#${at}`,
  raw: {
    id: `#${at}`,
    name: `#${20_000 + at}`,
    // A third of the customers buys most of it.
    customer: `C${(at * at + at * 31) % customers}`,
    placed: `${dayOf(at * 3)}T${String(at % 24).padStart(2, '0')}:31:00Z`,
    state: STATES[(at + turn) % 6],
    items: 1 + ((at * 7) % 40),
    total: `${1 + ((at * 37) % 900)}.${String((at * 13) % 100).padStart(2, '0')}`,
  },
})

/** Writes records as a load does, a slice to a transaction. Answers how many seconds that took. */
export async function put(
  { db, bare }: Pick<BenchDatabase, 'db' | 'bare'>,
  { orgId }: BenchOrg,
  { datasetId, records }: { datasetId: string; records: readonly IncomingRecord[] },
): Promise<number> {
  const loadId = uuidv7()
  await bare.query(
    `insert into foundry_load (id, org_id, dataset_id, n, source, state, created_at)
     select $1, $2, $3, 1 + count(*), 'bench', 'done', now() from foundry_load where dataset_id = $3`,
    [loadId, orgId, datasetId],
  )
  const begin = performance.now()
  for (let at = 0; at < records.length; at += SLICE) {
    const slice = records.slice(at, at + SLICE)
    await inTx(db.org(orgId), (tx) => putRecords(tx, { orgId, datasetId, loadId, now: new Date() }, slice))
  }
  return (performance.now() - begin) / 1_000
}
