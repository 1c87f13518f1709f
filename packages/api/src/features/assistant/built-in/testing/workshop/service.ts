import { sql, uuidv7 } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import type { Updateable } from 'kysely'
import type { OrgContext } from '../../../../../platform/calls/context.ts'
import { readPage } from '../../../../../platform/data/keyset.ts'
import type { SortColumn } from '../../../../../platform/data/keyset.ts'
import { AppError } from '../../../../../shared/errors.ts'
import { valuesOf } from '../../../../../shared/list.ts'
import type { Page } from '../../../../../shared/list.ts'
import { dayIn } from '../../../../../shared/time.ts'
import type {
  AddBike,
  Bike,
  BookRepair,
  ListBikes,
  ListRepairs,
  NamedRepair,
  Repair,
  RepairStatus,
} from './schema.ts'
import { shopIn } from './tables.ts'
import type { WorkshopTables } from './tables.ts'

const FIRST_NUMBER = 101

const scopeOf = ({ hub, org }: OrgContext, list: string) => ({
  key: hub.keys.cursor,
  list: `modules.workshop.${list}`,
  orgId: org.orgId,
})

/** Each of these words is somewhere in the text. */
const holds = (text: ReturnType<typeof sql>, words = '') =>
  sql<boolean>`not exists (select from regexp_split_to_table(lower(${words}::text), '\\s+') as word
    where position(word in lower(${text})) = 0)`

const bikeOrders: Record<ListBikes['sort'], SortColumn> = {
  name: { expression: sql`lower(name)`, type: 'text', direction: 'asc' },
  newest: { expression: sql`created_at`, type: 'timestamptz', direction: 'desc' },
}

export function listBikes(ctx: OrgContext, input: ListBikes): Promise<Page<Bike>> {
  const { sort, search } = input
  const bikes = shopIn(ctx.db)
    .selectFrom('workshopBike')
    .select(['id', 'name', 'owner', 'createdAt'])
    .$if(search !== undefined, (q) => q.where(holds(sql`concat_ws(' ', name, owner)`, search)))
  return readPage(bikes, {
    scope: scopeOf(ctx, 'bikes.list'),
    columns: [bikeOrders[sort], { expression: sql`id`, type: 'uuid', direction: 'asc' }],
    input,
  })
}

export async function addBike(ctx: OrgContext, { name, owner }: AddBike): Promise<Bike> {
  return ctx.write(async (tx) => {
    const bike = await shopIn(tx)
      .insertInto('workshopBike')
      .values({ id: uuidv7(), orgId: ctx.org.orgId, name, owner, createdAt: ctx.now() })
      .returning(['id', 'name', 'owner', 'createdAt'])
      .executeTakeFirstOrThrow()
    tx.audit('workshop.bike.added', { bike: bike.id })
    return bike
  })
}

const mechanicName = sql<string | null>`case when mechanic_id is not null
  then coalesce((select u.name from auth_user u where u.id = mechanic_id), 'Former member') end`

/** A repair as every answer shows it; cancelled ones are in none. */
const repairsIn = (db: OrgDb | OrgTx) =>
  shopIn(db)
    .selectFrom('workshopRepair as r')
    .innerJoin('workshopBike as b', 'b.id', 'r.bikeId')
    .where('r.cancelledAt', 'is', null)
    .select(['r.id', 'r.bikeId', 'b.name as bikeName', 'r.problem', 'r.status', 'r.mechanicId'])
    .select(['r.promisedOn', 'r.priceCents', 'r.createdAt'])
    .select([sql<string>`'R-' || r.number`.as('number'), mechanicName.as('mechanicName')])

async function findRepair(db: OrgDb | OrgTx, id: string): Promise<Repair> {
  const repair = await repairsIn(db).where('r.id', '=', id).executeTakeFirst()
  if (!repair) throw new AppError('NOT_FOUND')
  return repair
}

export const getRepair = (ctx: OrgContext, { id }: NamedRepair): Promise<Repair> => findRepair(ctx.db, id)

const open: readonly RepairStatus[] = ['booked', 'onStand', 'waitingForParts', 'ready']
const number: SortColumn = { expression: sql`r.number`, type: 'int', direction: 'asc' }
const promised = sql`coalesce(r.promised_on, 'infinity')`
const repairOrders: Record<ListRepairs['sort'], SortColumn[]> = {
  promised: [{ expression: promised, type: 'date', direction: 'asc' }, number],
  newest: [{ ...number, direction: 'desc' }],
}

export function listRepairs(ctx: OrgContext, input: ListRepairs): Promise<Page<Repair>> {
  const { search, promisedFrom, promisedTo } = input
  const today = dayIn(ctx.org.timeZone, ctx.now())
  const statuses = valuesOf(input.status).flatMap((one) => (one === 'open' ? open : [one]))
  const people = [...valuesOf(input.mechanicId), ...(input.mine === true ? [ctx.actor.userId] : [])]
  const repairs = repairsIn(ctx.db)
    .$if(statuses.length > 0, (q) => q.where('r.status', 'in', statuses))
    .$if(people.length > 0, (q) => q.where('r.mechanicId', 'in', people))
    .$if(input.unassigned === true, (q) => q.where('r.mechanicId', 'is', null))
    .$if(promisedFrom !== undefined, (q) => q.where('r.promisedOn', '>=', promisedFrom ?? ''))
    .$if(promisedTo !== undefined, (q) => q.where('r.promisedOn', '<=', promisedTo ?? ''))
    .$if(input.overdue === true, (q) =>
      q.where('r.promisedOn', '<', today).where('r.status', 'not in', ['ready', 'collected']),
    )
    .$if(search !== undefined, (q) =>
      q.where(holds(sql`concat_ws(' ', 'R-' || r.number, b.name, r.problem)`, search)),
    )
  return readPage(repairs, {
    scope: scopeOf(ctx, 'repairs.list'),
    columns: repairOrders[input.sort],
    input,
  })
}

export async function bookRepair(
  ctx: OrgContext,
  { bikeId, problem, mechanicId, promisedOn }: BookRepair,
): Promise<Repair> {
  const { orgId } = ctx.org
  return ctx.write(async (tx) => {
    // Two that are booked at once get two numbers.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`workshop ${orgId}`}, 0))`.execute(tx)
    if (!(await bikeNamed(tx, bikeId))) throw new AppError('NOT_FOUND')
    if (mechanicId !== null) await requireMember(tx, mechanicId)
    const id = uuidv7()
    const last = await shopIn(tx)
      .selectFrom('workshopRepair')
      .select((eb) => eb.fn.max('number').as('number'))
      .executeTakeFirst()
    await shopIn(tx)
      .insertInto('workshopRepair')
      .values({
        id,
        orgId,
        bikeId,
        problem,
        mechanicId,
        promisedOn,
        priceCents: null,
        number: (last?.number ?? FIRST_NUMBER - 1) + 1,
        status: 'booked',
        bookedById: ctx.actor.userId,
        createdAt: ctx.now(),
      })
      .execute()
    tx.audit('workshop.repair.booked', { repair: id })
    return findRepair(tx, id)
  })
}

interface RepairChange {
  id: string
  set: Updateable<WorkshopTables['workshopRepair']>
  action: string
}

/** Changes one repair that is in the books. Doing it again changes nothing more. */
export async function changeRepair(ctx: OrgContext, { id, set, action }: RepairChange): Promise<Repair> {
  return ctx.write(async (tx) => {
    const before = await findRepair(tx, id)
    if (typeof set.mechanicId === 'string') await requireMember(tx, set.mechanicId)
    await shopIn(tx).updateTable('workshopRepair').set(set).where('id', '=', id).execute()
    tx.audit(action, { repair: id })
    return set.cancelledAt === undefined ? findRepair(tx, id) : before
  })
}

const bikeNamed = (db: OrgTx, id: string) =>
  shopIn(db).selectFrom('workshopBike').select('id').where('id', '=', id).executeTakeFirst()

async function requireMember(db: OrgTx, userId: string): Promise<void> {
  const member = await db
    .selectFrom('organizationMember')
    .select('id')
    .where('userId', '=', userId)
    .executeTakeFirst()
  if (!member)
    throw new AppError('NOT_FOUND', { message: 'That person is not a member of this organization.' })
}
