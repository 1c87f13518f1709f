import { sql } from '@hub/db'
import { TEST_SECRET, asSuperuser } from '@hub/db/testing'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHub } from '../../create-hub.ts'
import { isSignedApproval } from '../approvals/approvals.ts'
import type { SignedApproval } from '../approvals/approvals.ts'
import { askForMail, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { addressToken, organizationAt } from '../webhooks/address.ts'
import { readUnsubscribe, unsubscribePath } from '../../features/notifications/unsubscribe-link.ts'
import type { Hub } from '../hub.ts'
import { advanceSecretChange, lookAtSealed, secretStatus } from './change.ts'
import { createSecretKeeper, followMark } from './keeper.ts'
import { SecretRing, markOf } from './ring.ts'

const NEW = 'the secret that comes next, long enough for a hub'
const WRONG = 'a secret that nobody ever used for anything here'

let hub: TestHub
let stops: (() => Promise<void>)[] = []

beforeEach(async () => {
  hub = await startHub()
  stops = []
})
afterEach(async () => {
  for (const stop of stops) await stop()
  await hub.stop()
})

interface Server {
  hub: Hub
  moved: string[]
}

/** Another server on the database, that knows these secrets; the newest first. */
async function server(...secrets: [string, ...string[]]): Promise<Server> {
  const { db, settings, mail } = hub.hub
  const ring = new SecretRing(secrets)
  const log = pino({ level: 'silent' })
  const keeper = createSecretKeeper({ db, ring, log, readAgain: () => secrets })
  await followMark({ db, ring }, { loginSecret: TEST_SECRET, isOldSecretLost: false })
  await keeper.look()
  stops.push(() => keeper.stop())
  const moved: string[] = []
  const moveLogins = async (secret: string) => void moved.push(secret)
  return {
    hub: createHub({ db, settings, mail, log, secret: secrets[0], secrets: { ring, keeper, moveLogins } }),
    moved,
  }
}

/** As long after the change as it takes for everything under way to be written. */
const settle = () =>
  asSuperuser(hub.database, `update app.secret_mark set began_at = began_at - interval '1 minute'`)

const left = async (of: Hub) =>
  (await lookAtSealed(of, { isWritten: false })).filter(({ old, lost }) => old + lost > 0)

async function keepSomething(org: TestOrg): Promise<void> {
  await org.api.workflows.secrets.set({ name: 'api_key', secret: 'open sesame', hosts: ['api.example.com'] })
  await org.api.workflows.secrets.set({
    name: 'other',
    secret: 'quote " and line\n',
    hosts: ['api.example.com'],
  })
}

/** Until nothing is left to do. */
async function finish({ hub: of }: Server): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    if ((await advanceSecretChange(of)).step === 'done') return
    await settle()
  }
  throw new Error('The change does not come to its end.')
}

describe('a new secret beside the old one', () => {
  test('is in force once every living process knows it, and not before', async () => {
    const old = await server(TEST_SECRET)
    const both = await server(NEW, TEST_SECRET)
    await expect(advanceSecretChange(both.hub)).resolves.toMatchObject({ step: 'waits' })
    expect(both.hub.secrets.ring.current).toBe(markOf(TEST_SECRET))
    expect(await secretStatus(both.hub)).toMatchObject({ inForce: markOf(TEST_SECRET), loginsMoved: true })
    await old.hub.secrets.keeper?.stop()
    await advanceSecretChange(both.hub)
    expect(both.hub.secrets.ring.current).toBe(markOf(NEW))
    expect(both.moved).toEqual([NEW])
  })

  test('opens what either of them sealed, and everything is sealed with it in the end', async () => {
    const org = await hub.newOrg()
    await keepSomething(org)
    await hub.hub.accessTokens.jwks()
    const both = await server(NEW, TEST_SECRET)
    const second = await server(NEW, TEST_SECRET)
    const first = await advanceSecretChange(both.hub)
    // The other one has not looked yet, so it goes on sealing with the one before.
    expect(first).toMatchObject({ step: 'resealing' })
    expect((await left(both.hub)).map(({ title }) => title)).toEqual(['signing keys', 'secrets of workflows'])
    await second.hub.secrets.keeper?.look()
    await finish(both)
    expect(await left(both.hub)).toEqual([])
    const alone = await server(NEW)
    expect(await left(alone.hub)).toEqual([])
    const rows = await lookAtSealed(alone.hub, { isWritten: false })
    expect(rows.find(({ title }) => title === 'secrets of workflows')).toMatchObject({ all: 2 })
    await expect(advanceSecretChange(alone.hub)).resolves.toEqual({ step: 'idle' })
  })

  test('is gone on with where a process died in the middle', async () => {
    const both = await server(NEW, TEST_SECRET)
    await advanceSecretChange(both.hub)
    // What came late, of a transaction that had begun before.
    for (const org of [await hub.newOrg(), await hub.newOrg(), await hub.newOrg()]) await keepSomething(org)
    await settle()
    let places = 0
    const dies = async () => {
      places += 1
      // Of what is nobody's and three organizations, after the second of these.
      if (places === 3) throw new Error('killed')
    }
    await expect(lookAtSealed(both.hub, { isWritten: true, onPlace: dies })).rejects.toThrow('killed')
    expect(await left(both.hub)).toMatchObject([{ title: 'secrets of workflows', all: 6, old: 2 }])
    await finish(both)
    expect(await left((await server(NEW)).hub)).toEqual([])
  })

  test('does not come back once it was replaced', async () => {
    const both = await server(NEW, TEST_SECRET)
    await finish(both)
    const back = await server(TEST_SECRET, NEW)
    await expect(advanceSecretChange(back.hub)).resolves.toEqual({ step: 'replaced' })
    expect(back.hub.secrets.ring.current).toBe(markOf(NEW))
  })

  test('that opens nothing is refused in words that name what stays closed', async () => {
    await server(TEST_SECRET)
    await expect(server(NEW, WRONG)).rejects.toThrow(
      new RegExp(
        `marked ${markOf(TEST_SECRET)}; those set are marked ${markOf(NEW)}, ${markOf(WRONG)}.*second factors`,
      ),
    )
    const ring = new SecretRing([NEW])
    await followMark({ db: hub.hub.db, ring }, { loginSecret: NEW, isOldSecretLost: true })
    expect(ring.isBehind).toBe(false)
    expect(ring.current).toBe(markOf(NEW))
  })
})

describe('what is in the world', () => {
  test('goes on being good with the new secret alone, and ends where somebody says so', async () => {
    const { orgId, owner } = await hub.newOrg()
    const place = { orgId, name: 'shelf.orders' }
    const link = { orgId, userId: owner.userId, what: 'digest' }
    const token = addressToken(hub.hub.keys.webhook, place)
    const unsubscribe = unsubscribePath(hub.hub.keys.unsubscribe, link).split('/').at(-1) ?? ''
    const browserKey = hub.hub.keys.push.current.export().toString('hex')
    await finish(await server(NEW, TEST_SECRET))
    const { keys } = (await server(NEW)).hub
    expect(organizationAt(keys.webhook, place.name, token)).toBe(orgId)
    expect(readUnsubscribe(keys.unsubscribe, 'digest', unsubscribe)).toEqual(link)
    expect(keys.push.current.export().toString('hex')).toBe(browserKey)
    expect(addressToken(keys.webhook, place)).not.toBe(token)
    await hub.hub.db.system.deleteFrom('secretKept').execute()
    const after = (await server(NEW)).hub.keys
    expect(organizationAt(after.webhook, place.name, token)).toBeNull()
    expect(after.push.current.export().toString('hex')).not.toBe(browserKey)
  })

  test('work that waits is opened by the new secret, and known as the same', async () => {
    await askForMail(hub.hub, { to: 'maeve@example.test', subject: 'Hello', text: 'Hello' })
    const known = hub.hub.keys.sameWork.current.export().toString('hex')
    await finish(await server(NEW, TEST_SECRET))
    const alone = (await server(NEW)).hub
    const rows = await lookAtSealed(alone, { isWritten: false })
    expect(rows.find(({ title }) => title === 'mails and jobs that wait')).toMatchObject({
      all: 1,
      old: 0,
      lost: 0,
    })
    expect(alone.keys.sameWork.all.map((key) => key.export().toString('hex'))).toContain(known)
  })

  test('a request for approval that waits can be decided with the new secret alone', async () => {
    const { orgId, as } = await hub.newOrg()
    const asked = as({ door: 'assistant', driver: 'built-in' }).modules.ops.tasks.create({
      title: 'Call the mill',
    })
    await expect(asked).rejects.toMatchObject({ code: 'APPROVAL_REQUIRED' })
    await finish(await server(NEW, TEST_SECRET))
    const alone = (await server(NEW)).hub
    const { rows } = await sql<SignedApproval & { signature: Buffer }>`select * from approval`.execute(
      alone.db.org(orgId),
    )
    expect(rows.map((row) => isSignedApproval(alone.keys.approval, row))).toEqual([true])
    expect(rows.map((row) => isSignedApproval(hub.hub.keys.approval, row))).toEqual([false])
  })
})

/** Columns of bytes that hold no secret of the hub: hashes, keys that are public, and keys of rows. */
const NOT_SEALED = /(^|_)(hash|digest|idem|about|public_key|key|twin_key)$|^(hash|prev_hash)$/

test('every column of bytes is a hash, or is sealed anew where the secret changes', async () => {
  const rows = await asSuperuser<{ name: string; column: string }>(
    hub.database,
    `select c.relname as name, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.atttypid = 'bytea'::regtype and a.attnum > 0
       and not a.attisdropped order by 1, 2`,
  )
  const found = rows
    .map(({ name, column }) => `${name}.${column}`)
    .filter((one) => !NOT_SEALED.test(one.split('.')[1] ?? ''))
  const declared = hub.hub.secrets.things.flatMap(({ columns }) => columns)
  expect(found.toSorted()).toEqual(declared.toSorted())
})
