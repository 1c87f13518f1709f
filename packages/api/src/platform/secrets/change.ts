import { NIL_ORG } from '@hub/db'
import type { Hub } from '../hub.ts'
import {
  ageOf,
  currentMark,
  holders,
  isReplaced,
  noteMoved,
  noteProgress,
  noteResealed,
  putInForce,
} from './mark-rows.ts'
import type { MarkRow } from './mark-rows.ts'
import { addCounts } from './sealed.ts'
import type { SealedCount, SealedThing } from './sealed.ts'

/**
 * What somebody had under way when the secret changed is written by then: no statement of the program lasts longer than
 * 20 s, and no transaction waits longer than 15 s.
 */
const SETTLED_MS = 25_000

/** The parts of a hub by which its secret is changed. */
export type Changing = Pick<Hub, 'db' | 'keys' | 'secrets' | 'log'>

/** Where a change stands. */
export type ChangeStep =
  /** Nothing is to be done. */
  | { step: 'idle' }
  /** These processes do not know the new secret yet; they have to be started again with it. */
  | { step: 'waits'; for: string[] }
  /** The secret that is set was in force before and has been replaced. */
  | { step: 'replaced' }
  /** It is in force; what was sealed before is being sealed anew. */
  | { step: 'resealing'; done: number; total: number }
  /** Nothing is left that only a secret before opens. */
  | { step: 'done' }

/** Every organization there is, suspended ones too. */
export async function* organizationIds({ db }: Pick<Hub, 'db'>): AsyncGenerator<string> {
  for (let after = NIL_ORG; ;) {
    const rows = await db.system
      .selectFrom('organization')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute()
    for (const { id } of rows) yield id
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

export interface SealedState extends SealedCount {
  title: string
}

interface Looking {
  isWritten: boolean
  /** Told after each place: one organization, or what is nobody's. */
  onPlace?: (done: number, total: number) => Promise<void>
}

/** Looks at everything that is sealed or signed; where it is to be written, makes anew what an earlier secret made. */
export async function lookAtSealed(hub: Changing, { isWritten, onPlace }: Looking): Promise<SealedState[]> {
  const { db, keys, secrets } = hub
  const found = new Map<SealedThing, SealedCount>()
  const look = async (thing: SealedThing, orgId: string) => {
    const place = { orgId, keys, isWritten, db: orgId === NIL_ORG ? db.system : db.org(orgId) }
    const before = found.get(thing) ?? { all: 0, old: 0, lost: 0 }
    found.set(thing, addCounts(before, await thing.look(place)))
  }
  const { organizations } = await db.system
    .selectFrom('organization')
    .select(({ fn }) => fn.countAll<string>().as('organizations'))
    .executeTakeFirstOrThrow()
  const total = Number(organizations) + 1
  let done = 0
  const nextPlace = async () => onPlace?.(Math.min((done += 1), total), total)
  for (const thing of secrets.things) if (thing.of !== 'organizations') await look(thing, NIL_ORG)
  await nextPlace()
  for await (const orgId of organizationIds(hub)) {
    for (const thing of secrets.things) if (thing.of !== 'nobody') await look(thing, orgId)
    await nextPlace()
  }
  return secrets.things.map((thing) => ({
    title: thing.title,
    ...(found.get(thing) ?? { all: 0, old: 0, lost: 0 }),
  }))
}

const isOld = (states: readonly SealedState[]): boolean => states.some(({ old }) => old > 0)

/** One way through everything. It may end at any moment: whoever begins again finds done what was done. */
async function reseal(hub: Changing, { mark, done: before, total: all }: MarkRow): Promise<ChangeStep> {
  const { system } = hub.db
  const isSettled = (await ageOf(system, mark)) > SETTLED_MS
  // Once is enough until nothing of before can come any more.
  if (!isSettled && all !== null && before >= all) return { step: 'resealing', done: before, total: all }
  let seen = { done: 0, total: 1 }
  const onPlace = async (done: number, total: number) => {
    seen = { done, total }
    if (done % 20 === 0 || done === total) await noteProgress(system, mark, seen)
  }
  const states = await lookAtSealed(hub, { isWritten: true, onPlace })
  // What was found old is new by now; whether more came after this look is for the next one to see.
  if (!isSettled || isOld(states)) return { step: 'resealing', ...seen }
  await noteResealed(system, mark)
  return { step: 'done' }
}

/** Puts the newest secret in force once every living process knows it. */
async function change(hub: Changing, before: MarkRow): Promise<ChangeStep | null> {
  const { db, secrets } = hub
  const { ring } = secrets
  const to = ring.textOf(ring.newest)
  const from = ring.textOf(before.mark)
  if (to === undefined || from === undefined) return null
  if (await isReplaced(db.system, ring.newest)) return { step: 'replaced' }
  const without = (await holders(db.system)).filter(({ knows }) => !knows.includes(ring.newest))
  if (without.length > 0) return { step: 'waits', for: without.map(({ name }) => name) }
  await putInForce(db.system, {
    from: { mark: before.mark, secret: from },
    to: { mark: ring.newest, secret: to },
  })
  hub.log.warn({ mark: ring.newest }, 'another HUB_SECRET is in force; what was sealed before is sealed anew')
  await secrets.keeper?.look()
  return null
}

/** The passwords of the logins follow the secret in force. */
async function moveLogins({ db, secrets }: Changing, { mark, movedAt }: MarkRow): Promise<void> {
  const secret = secrets.ring.textOf(mark)
  if (movedAt !== null || secret === undefined || !secrets.moveLogins) return
  await secrets.moveLogins(secret)
  await noteMoved(db.system, mark)
}

/**
 * Takes the change of the hub's secret one step further, from wherever it stands. Safe to call from several processes at once,
 * and to be killed in. Throws where the passwords of the logins may not be changed.
 */
export async function advanceSecretChange(hub: Changing): Promise<ChangeStep> {
  const { db, secrets } = hub
  const { ring } = secrets
  const first = await currentMark(db.system)
  // A hub that keeps no marks yet has one secret, which nothing replaces.
  if (!first || ring.isBehind) return { step: 'idle' }
  const waits = first.mark === ring.newest ? null : await change(hub, first)
  if (waits && first.resealedAt !== null) return waits
  const now = await currentMark(db.system)
  if (!now) return { step: 'idle' }
  await moveLogins(hub, now)
  if (now.resealedAt !== null) return { step: 'idle' }
  const others = (await holders(db.system)).filter(({ sealsWith }) => sealsWith !== now.mark)
  // They look every few seconds, and go on sealing with the one before until they do.
  if (others.length > 0) return { step: 'resealing', done: now.done, total: now.total ?? 0 }
  return reseal(hub, now)
}

/** What is set, what is in force, who does not know it, and what is still sealed with one before. */
export interface SecretStatus {
  inForce: string
  since: string
  set: string[]
  loginsMoved: boolean
  resealed: boolean
  waitsFor: string[]
  sealed: SealedState[]
}

export async function secretStatus(hub: Changing): Promise<SecretStatus | null> {
  const { db, secrets } = hub
  const { ring } = secrets
  const mark = await currentMark(db.system)
  if (!mark) return null
  const living = await holders(db.system)
  return {
    inForce: mark.mark,
    since: mark.beganAt,
    set: ring.marks,
    loginsMoved: mark.movedAt !== null,
    resealed: mark.resealedAt !== null,
    waitsFor: living.filter(({ knows }) => !knows.includes(ring.newest)).map(({ name }) => name),
    sealed: await lookAtSealed(hub, { isWritten: false }),
  }
}
