import type { TestHub, TestOrg } from '../../../../../testing/index.ts'
import { memberNames, openFirm } from '../firm.ts'
import type { Firm } from '../firm.ts'
import type { Bike, Repair, RepairStatus } from './schema.ts'
import { shopIn } from './tables.ts'

const people = {
  'Inês Matos': 'admin',
  'Pedro Alves': 'member',
  'Pedro Nunes': 'member',
  'Sofia Reis': 'member',
  'Lia Tavares': 'viewer',
} as const

const bikes = {
  "Mrs Doyle's Brompton": 'Mrs Doyle',
  "Lena Fox's Gazelle": 'Lena Fox',
  'School cargo bike': 'Cedofeita School',
  "Mr Okafor's Trek": 'Mr Okafor',
  "Mr Okafor's tandem": 'Mr Okafor',
  "Hugo Brandt's Canyon": 'Hugo Brandt',
  "Rui's old Peugeot": 'Rui Teixeira',
  'Post office e-bike 3': 'Post office',
  'Post office e-bike 5': 'Post office',
  'Blue Pashley': 'Amelia Hart',
  "Clara Voss's Cube": 'Clara Voss',
} as const

interface SeededRepair {
  bike: keyof typeof bikes
  problem: string
  status?: RepairStatus
  mechanic?: keyof typeof people
  promisedOn?: string
  priceCents?: number
}

/** In the order of their numbers, from R-101 on. */
const repairs: readonly SeededRepair[] = [
  {
    bike: "Mrs Doyle's Brompton",
    problem: 'Rear hub slips',
    status: 'collected',
    mechanic: 'Inês Matos',
    promisedOn: '2026-11-13',
    priceCents: 8500,
  },
  {
    bike: "Lena Fox's Gazelle",
    problem: 'New brake pads',
    status: 'ready',
    mechanic: 'Sofia Reis',
    promisedOn: '2026-11-19',
    priceCents: 4250,
  },
  {
    bike: 'School cargo bike',
    problem: 'Battery will not charge',
    status: 'waitingForParts',
    mechanic: 'Pedro Alves',
    promisedOn: '2026-11-18',
    priceCents: 31_000,
  },
  {
    bike: "Mr Okafor's Trek",
    problem: 'Bottom bracket creaks',
    status: 'onStand',
    mechanic: 'Inês Matos',
    promisedOn: '2026-11-20',
  },
  {
    bike: "Hugo Brandt's Canyon",
    problem: 'Cracked derailleur hanger',
    status: 'waitingForParts',
    mechanic: 'Sofia Reis',
    promisedOn: '2026-11-24',
    priceCents: 6500,
  },
  { bike: "Rui's old Peugeot", problem: 'Full service', promisedOn: '2026-11-27', priceCents: 9000 },
  {
    bike: "Mrs Doyle's Brompton",
    problem: 'Brakes squeal',
    mechanic: 'Pedro Nunes',
    promisedOn: '2026-11-23',
  },
  {
    bike: 'Post office e-bike 3',
    problem: 'Flat tyre',
    status: 'ready',
    mechanic: 'Pedro Alves',
    promisedOn: '2026-11-20',
    priceCents: 1800,
  },
  {
    bike: 'Blue Pashley',
    problem: 'Wheel out of true',
    status: 'onStand',
    mechanic: 'Sofia Reis',
    promisedOn: '2026-11-19',
    priceCents: 3500,
  },
  { bike: "Clara Voss's Cube", problem: 'Gears skip' },
  {
    bike: "Mr Okafor's tandem",
    problem: 'Both chains worn',
    mechanic: 'Pedro Nunes',
    promisedOn: '2026-12-01',
  },
  { bike: 'Post office e-bike 5', problem: 'Light flickers', promisedOn: '2026-11-26' },
]

/** Calls as the owner, in-process through the whole chain: the typed caller knows the product's modules alone. */
export function callerIn(hub: TestHub, { owner, slug }: TestOrg) {
  const credential = { kind: 'person', userId: owner.userId } as const
  return (path: string, input: unknown) =>
    hub.hub.catalog.call(`modules.workshop.${path}`, input, hub.call({ credential, org: slug }))
}

/** The workshop of the scored sentences, with its bikes and what is to be done to them. */
export async function openShop(hub: TestHub): Promise<Firm> {
  const firm = await openFirm(hub, { name: 'Ribeira Cycles', owner: 'Colm Doherty', people })
  const call = callerIn(hub, firm.org)
  const ids = new Map<string, string>()
  for (const [name, owner] of Object.entries(bikes))
    ids.set(name, ((await call('bikes.add', { name, owner })) as Bike).id)
  for (const { bike, mechanic, status, priceCents, ...repair } of repairs) {
    const mechanicId = mechanic === undefined ? null : firm.ids.get(mechanic)
    const booked = { ...repair, bikeId: ids.get(bike), mechanicId }
    const { id } = (await call('repairs.book', booked)) as Repair
    if (status !== undefined) await call('repairs.setStatus', { id, status })
    if (priceCents !== undefined) await call('repairs.quote', { id, priceCents })
  }
  return firm
}

/** Repairs are written by their numbers, everything else by its name. */
export async function shopNames(
  hub: TestHub,
  { org: { orgId } }: Firm,
): Promise<ReadonlyMap<string, string>> {
  const db = shopIn(hub.hub.db.org(orgId))
  const [members, known, booked] = await Promise.all([
    memberNames(hub, orgId),
    db.selectFrom('workshopBike').select(['id', 'name']).execute(),
    db.selectFrom('workshopRepair').select(['id', 'number']).execute(),
  ])
  return new Map([
    ...members,
    ...known.map(({ id, name }) => [id, name] as const),
    ...booked.map(({ id, number }) => [id, `R-${number}`] as const),
  ])
}
