import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { takeTurn } from '../../../platform/data/locks.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { enqueueJob } from '../../../platform/jobs/enqueue.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { dayIn } from '../../../shared/time.ts'
import { dropUnbought } from '../bookings/drop-unbought.ts'
import { usualWeights } from '../bundles/schema.ts'
import type { FitWeights } from '../bundles/schema.ts'
import { lookDescription } from '../looking/job-description.ts'
import type { TripSlots, Understood, UnmetWish } from '../slots/schema.ts'
import { stillUnmet } from '../understanding/unmet-said.ts'
import { tripTitle } from './chips.ts'
import { checkSlots, withEdits } from './edits.ts'
import type { TripEdits } from './edits.ts'
import { openQuestions } from './open-questions.ts'
import { selectTrips, wholeTrip } from './queries.ts'
import type {
  CreateTrip,
  GetTrip,
  ListTrips,
  PlanTrip,
  RemoveTrip,
  Trip,
  TripChange,
  WholeTrip,
} from './schema.ts'
import { understoodBy } from './understood.ts'

const MOST_TRIPS = 500

export async function listTrips(ctx: OrgContext, input: ListTrips): Promise<Page<Trip>> {
  const { search = '', sort } = input
  return readPage(
    selectTrips(ctx.db, ctx.now()).where(sql<boolean>`strpos(lower(t.title), lower(${search})) > 0`),
    {
      scope: { key: ctx.hub.keys.cursor, list: 'modules.travel.trips.list', orgId: ctx.org.orgId },
      columns: [
        ...(sort === 'soonest'
          ? [
              {
                expression: sql`coalesce(t.slots -> 'depart' ->> 'value', '9999-12-31')`,
                type: 'text' as const,
                direction: 'asc' as const,
              },
            ]
          : []),
        { expression: sql`t.id`, type: 'uuid', direction: 'desc' },
      ],
      input,
    },
  )
}

export const getTrip = (ctx: OrgContext, { id }: GetTrip): Promise<WholeTrip> =>
  wholeTrip(ctx.db, id, ctx.now())

interface Wish extends Understood {
  weights: FitWeights
  unmet: UnmetWish[]
}

const isReady = ({ slots, questions, faults }: Wish): boolean =>
  questions.length === 0 && faults.length === 0 && slots.to !== null && slots.depart !== null

/** Looks for offers, as a job, where all is known that they are looked for with. */
async function look(ctx: OrgContext, tx: OrgWriteTx, trip: { id: string; title: string }): Promise<string> {
  const { id: jobId } = await enqueueJob(ctx, tx, {
    kind: lookDescription,
    payload: { tripId: trip.id, title: trip.title },
    priority: 'high',
  })
  await tx.updateTable('travelTrip').set({ jobId }).where('id', '=', trip.id).execute()
  return jobId
}

const stored = (wish: Wish) => ({
  slots: JSON.stringify(wish.slots),
  questions: JSON.stringify(wish.questions),
  faults: JSON.stringify(wish.faults),
  weights: JSON.stringify(wish.weights),
  unmet: JSON.stringify(wish.unmet),
  isReady: isReady(wish),
})

/** Keeps what a text says of a trip, and looks for offers where it says enough. */
export function createTrip(ctx: OrgContext, { text }: CreateTrip): Promise<WholeTrip> {
  return ctx.write(async (tx) => {
    await takeTurn(tx, `travel.trips|${ctx.org.orgId}`)
    await requireRoom(tx)
    const read = understoodBy(ctx, text)
    const questions = openQuestions(read.slots, read.questions)
    const wish = { ...read, questions, weights: usualWeights, unmet: read.unmet.unmet }
    const [id, now, title] = [uuidv7(), ctx.now(), tripTitle(read.slots)]
    await tx
      .insertInto('travelTrip')
      .values({
        id,
        orgId: ctx.org.orgId,
        title,
        ...stored(wish),
        createdById: ctx.actor.userId,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    tx.audit('travel.trip.created', { trip: id }, { title })
    if (isReady(wish)) await look(ctx, tx, { id, title })
    return wholeTrip(tx, id, now)
  })
}

/** The caller has the turn of `travel.trips`. */
async function requireRoom(tx: OrgWriteTx): Promise<void> {
  const { count } = await tx
    .selectFrom('travelTrip')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count >= MOST_TRIPS)
    throw new AppError('CONFLICT', {
      message: `There are ${MOST_TRIPS} trips already, which is the most. Remove one first.`,
    })
}

/** Throws a NOT_FOUND, a STALE_VERSION; a CONFLICT where it is held or bought, because that was bought as it stands. */
async function changeableTrip(
  ctx: OrgContext,
  tx: OrgWriteTx,
  { id, version }: Pick<TripChange, 'id' | 'version'>,
) {
  const row = await tx
    .selectFrom('travelTrip')
    .select(['title', 'slots', 'questions', 'faults', 'unmet', 'weights', 'wish', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  requireVersion(row, version)
  const { state } = await wholeTrip(tx, id, ctx.now())
  if (state === 'held' || state === 'booked')
    throw new AppError('CONFLICT', { message: 'This trip is booked as it stands. Cancel the booking first.' })
  return row
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const named = (edits: TripEdits): readonly string[] => [
  ...Object.keys(edits),
  ...(edits.adults === undefined && edits.childAges === undefined ? [] : ['party']),
]

const NOT_UNDERSTOOD =
  'Nothing in it was understood. Say what to change, such as “a day later”, “3 to 8 May”, “three people”, “from Hamburg”, “under 800” or “no budget”.'

/** What a text changes. Throws a BAD_REQUEST where it says nothing of a trip, or what cannot be: the trip stays as it was. */
function readChange(ctx: OrgContext, text: string, before: Wish): Omit<Wish, 'weights'> {
  const { isRead, ...read } = understoodBy(ctx, text, before.slots)
  if (!isRead) throw fieldFault('text', NOT_UNDERSTOOD)
  const faults = read.faults.filter((fault) => !before.faults.includes(fault))
  if (faults.length > 0) throw fieldFault('text', faults.join(' '))
  return { ...read, unmet: stillUnmet(before.unmet, read.unmet) }
}

/** What is wished after a text and after what a person chose, which wins. */
function changed(
  ctx: OrgContext,
  before: Wish,
  { text, edits }: { text?: string | undefined; edits: TripEdits },
): Wish {
  const read: Omit<Wish, 'weights'> = text === undefined ? before : readChange(ctx, text, before)
  const today = dayIn(ctx.org.timeZone, ctx.now())
  const slots: TripSlots = withEdits(read.slots, edits)
  const isEdited = Object.keys(edits).length > 0
  if (isEdited) checkSlots(slots, today)
  const asked = read.questions.filter(
    ({ slot }) =>
      !named(edits).includes(slot) && (slot === 'party' || text !== undefined || slots[slot] === null),
  )
  return {
    slots,
    questions: openQuestions(slots, asked),
    faults: isEdited && text === undefined ? [] : read.faults,
    weights: before.weights,
    unmet: read.unmet,
  }
}

/** Changes what is wished, in words or field by field, and looks for offers anew. */
export function updateTrip(ctx: OrgContext, input: TripChange): Promise<WholeTrip> {
  const { id, version, title, text, weights, idempotencyKey: _, ...edits } = input
  return ctx.write(async (tx) => {
    const before = await changeableTrip(ctx, tx, { id, version })
    const wish = { ...changed(ctx, before, { text, edits }), weights: weights ?? before.weights }
    const isNew = !isSame([wish.slots, wish.weights], [before.slots, before.weights])
    const wasNamed = before.title !== tripTitle(before.slots)
    const next = title ?? (wasNamed ? before.title : tripTitle(wish.slots))
    await tx
      .updateTable('travelTrip')
      .set({
        title: next,
        ...stored(wish),
        ...(isNew && { wish: before.wish + 1 }),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    tx.audit('travel.trip.changed', { trip: id }, { title: next })
    if (isNew && isReady(wish)) await look(ctx, tx, { id, title: next })
    return wholeTrip(tx, id, ctx.now())
  })
}

/** Looks for offers again: prices move. Throws a CONFLICT where something has to be said first. */
export function planTrip(ctx: OrgContext, { id }: PlanTrip): Promise<WholeTrip> {
  return ctx.write(async (tx) => {
    const before = await changeableTrip(ctx, tx, { id })
    if (!isReady(before))
      throw new AppError('CONFLICT', {
        message: before.faults[0] ?? before.questions[0]?.text ?? 'Say where to and when first.',
      })
    await tx
      .updateTable('travelTrip')
      .set({ wish: before.wish + 1, updatedAt: ctx.now(), version: sql<number>`version + 1` })
      .where('id', '=', id)
      .execute()
    await look(ctx, tx, { id, title: before.title })
    tx.audit('travel.trip.planned', { trip: id }, { title: before.title })
    return wholeTrip(tx, id, ctx.now())
  })
}

/** Throws a CONFLICT where it has ever been booked: what was bought stays on record. */
export function removeTrip(ctx: OrgContext, { id }: RemoveTrip): Promise<Done> {
  return ctx.write(async (tx) => {
    // Nobody holds an offer of it meanwhile.
    await tx.selectFrom('travelTrip').select('id').where('id', '=', id).forUpdate().execute()
    const { title } = await wholeTrip(tx, id, ctx.now())
    await dropUnbought(tx, id, ctx.now())
    await tx.deleteFrom('travelTrip').where('id', '=', id).execute()
    tx.audit('travel.trip.removed', { trip: id }, { title })
    return done
  })
}
