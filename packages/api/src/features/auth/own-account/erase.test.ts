import { NIL_ORG, verifyAuditChain, verifyLedger } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { modulesWithDepot } from '../../../testing/depot-module.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { tablesHolding } from '../../../testing/tables-holding.ts'
import { sweeps } from '../../../sweeps.ts'
import { linkToken, mailsTo, newForm, nobody, platformAudit, signIn, signUp } from '../testing.ts'
import { fullPerson } from './testing-person.ts'
import type { FullPerson } from './testing-person.ts'

const DAY_MS = 24 * 3_600_000

let now = new Date()
let hub: TestHub
let person: FullPerson
beforeAll(async () => {
  hub = await startHub({ now: () => now, modules: modulesWithDepot })
  person = await fullPerson(hub)
  const { credentials, moduleSettings } = hub.api(
    hub.call({ credential: { kind: 'person', userId: person.userId }, org: person.own.slug }),
  ).organizations
  await credentials.set({ name: 'depot.supplier', secret: 'a key of the depot 0042' })
  await moduleSettings.set({ module: 'depot', values: { lowAt: 7 } })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const inDays = (days: number) => void (now = new Date(Date.now() + days * DAY_MS))
async function tables(): Promise<string[]> {
  const rows = await asSuperuser<{ name: string }>(
    hub.database,
    `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1`,
  )
  return rows.map(({ name }) => name)
}

const countOf = async (table: string, condition = 'true', values: unknown[] = []) => {
  const rows = await asSuperuser<{ count: number }>(
    hub.database,
    `select count(*)::int as count from app.${table} x where ${condition}`,
    values,
  )
  return rows[0]?.count ?? 0
}

const placesOf = (text: string) => tablesHolding(hub.database, [text])

const sweepOnce = async () => {
  for (const { run } of sweeps(() => hub.hub, modulesWithDepot)) await run()
}

/** Everything the server sweeps and its workers do, as in the weeks that pass. */
async function sweepAll(): Promise<void> {
  await hub.deliver()
  await sweepOnce()
  await hub.deliver()
  await sweepOnce()
}

/** What no person leaves a row in, and why. */
const NOT_OF_PEOPLE: Record<string, string> = {
  address_block: 'networks that administrators shut out',
  broadcast: 'what administrators said to everybody',
  file_export: 'links to exported lists, gone within minutes',
  assistant_choice: 'acts by words that examples are made of, never names',
  auth_active_day: 'how many were here, not who',
  auth_signing_key: "the hub's own keys",
  credit_limit: 'numbers of organizations',
  credit_price: 'the price book',
  credit_spent: 'numbers of organizations',
  endpoint_attempt: 'what addresses of organizations answered',
  endpoint_delivery: 'what was sent to addresses of organizations',
  event_listener: 'who hears of events',
  module_job_day: 'when daily jobs of organizations ran',
  webhook_delivery: 'what other services sent',
  live_presence: 'who has a record open, gone within a minute',
  job_rate: 'how much of a kind of work was begun',
  kysely_migration: 'what has run',
  kysely_migration_lock: 'what has run',
  oauth_client: 'what applications say of themselves',
  schedule: 'when the chores of the hub ran',
  secret_holder: 'which secrets each process of the hub knows, by marks that tell nothing',
  secret_kept: 'keys of addresses and links, of the hub itself',
  secret_mark: 'which secret of the hub is in force',
  worker_lease: 'which processes run jobs',
}

test('the person of these tests has left rows in every table', async () => {
  const empty: string[] = []
  for (const table of await tables()) if ((await countOf(table)) === 0) empty.push(table)
  const isOfPeople = (table: string) => !(table in NOT_OF_PEOPLE) && !table.startsWith('workflow')
  expect(empty.filter(isOfPeople)).toEqual([])
  const [address = '', name = '', , ip = ''] = person.traces
  for (const trace of [address, name, ip]) expect(await placesOf(trace), trace).not.toEqual([])
  expect(await placesOf(address)).toEqual(
    expect.arrayContaining(['auth_user', 'audit_subject', 'auth_identity', 'organization_invitation']),
  )
})

describe('once the fourteen days are over', () => {
  let before: { tasks: number; comments: number; entries: number }
  const sharedRows = async () => ({
    tasks: await countOf('ops_task', 'org_id = $1', [person.shared.orgId]),
    comments: await countOf('ops_task_comment', 'org_id = $1', [person.shared.orgId]),
    entries: await countOf('credit_entry'),
  })
  beforeAll(async () => {
    before = await sharedRows()
    await person.api.auth.deleteAccount({ email: person.email })
  })

  test('and not a moment before, nothing of the person is left in any column of any table (AUTH-10)', async () => {
    inDays(13.9)
    await sweepAll()
    expect(await placesOf(person.email)).toContain('auth_user')
    inDays(14.1)
    await sweepAll()
    for (const trace of person.traces) expect(await placesOf(trace), trace).toEqual([])
    expect(await countOf('auth_user', "id = $1 and name = 'Former member'", [person.userId])).toBe(1)
    expect(await countOf('file', 'user_id = $1', [person.userId])).toBe(0)
  })

  test('what they made with others stays, under "Former member"', async () => {
    expect(await sharedRows()).toEqual(before)
    const { items } = await person.shared.api.modules.ops.tasks.list({})
    const kiln = items.find(({ title }) => title === 'Fire the big kiln')
    expect(kiln).toBeDefined()
    const { items: comments } = await person.shared.api.modules.ops.tasks.comments.list({
      taskId: kiln?.id ?? '',
    })
    expect(comments.map(({ body }) => body)).toEqual(
      expect.arrayContaining(['Cone six, slowly', 'Well glazed']),
    )
    expect(JSON.stringify([kiln, comments])).toContain('Former member')
    const { items: members } = await person.shared.api.organizations.members.list({})
    expect(members.map(({ userId }) => userId)).toEqual([person.shared.owner.userId])
  })

  test('what nobody else was in is empty, and its ledger and log are whole', async () => {
    const { orgId } = person.own
    const left: Record<string, number> = {}
    for (const table of await tables()) {
      const hasOrg = await asSuperuser(
        hub.database,
        `select 1 from pg_attribute where attrelid = 'app.${table}'::regclass and attname = 'org_id'`,
      )
      const count = hasOrg.length > 0 ? await countOf(table, 'org_id = $1', [orgId]) : 0
      if (count > 0) left[table] = count
    }
    const others = Object.keys(left).filter((table) => !/^credit_|^audit_/.test(table))
    expect(others).toEqual(['cache_epoch', 'organization'])
    const known = 'email is not null or ip is not null or device is not null'
    expect(await countOf('audit_subject', `org_id = $1 and (${known})`, [orgId])).toBe(0)
    expect(await countOf('organization', "id = $1 and name = 'Deleted organization'", [orgId])).toBe(1)
  })

  test('every log still verifies and every ledger still sums (AUTH-15)', async () => {
    const { db } = hub.hub
    for (const orgId of [person.own.orgId, person.shared.orgId]) {
      expect(await verifyAuditChain(db.org(orgId), orgId)).toMatchObject({ ok: true })
      expect((await verifyLedger(db.org(orgId), orgId)).differences).toEqual([])
    }
    expect(await verifyAuditChain(db.system, NIL_ORG)).toMatchObject({ ok: true })
    expect((await platformAudit(hub)).map(({ action }) => action)).toContain('auth.account.erased')
  })

  test('no administrator can bring it back', async () => {
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    const { admin } = hub.api(hub.call({ credential: { kind: 'person', userId } }))
    const gone = { code: 'NOT_FOUND' }
    await expect(admin.users.restore({ userId: person.userId })).rejects.toMatchObject(gone)
    await expect(admin.users.setRole({ userId: person.userId, role: 'admin' })).rejects.toMatchObject(gone)
  })

  test('the address opens nothing, and can register anew', async () => {
    const { email, password } = person
    await expect(signIn(hub, { email, password })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const sent = (await mailsTo(hub, email)).length
    await nobody(hub).auth.forgotPassword({ email })
    expect(await mailsTo(hub, email)).toHaveLength(sent)
    const form = await signUp(hub, { email })
    const { api } = await signIn(hub, form)
    const { user } = await api.auth.me({})
    expect(user.id).not.toBe(person.userId)
  })
})

test('an address of before goes as well, from where its person was invited by it', async () => {
  const org = await hub.newOrg()
  const { organizationName: _founds, ...form } = newForm()
  await org.api.organizations.invitations.create({ email: form.email, role: 'viewer' })
  const invitationToken = await linkToken(hub, form.email, '/invite')
  await nobody(hub).auth.register({ ...form, invitationToken })
  const { api } = await signIn(hub, form)
  const email = `anew-${form.email}`
  await api.auth.changeEmail({ email })
  for (const address of [form.email, email])
    await nobody(hub).auth.confirmEmailChange({ token: await linkToken(hub, address, '/email-change') })
  await api.auth.deleteAccount({ email })
  inDays(14.1)
  await sweepAll()
  for (const address of [form.email, email]) expect(await placesOf(address)).toEqual([])
})

test('no organization in which somebody stays can be emptied, whatever is told', async () => {
  const { orgId } = await hub.newOrg()
  const erase = asSuperuser(
    hub.database,
    `set role hub_system; select app.organization_erase('${orgId}', 10)`,
  )
  await expect(erase).rejects.toThrow('Somebody is still a member')
})

test('no table of organizations is forgotten when one ends', async () => {
  const kept = await asSuperuser<{ name: string }>(
    hub.database,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and not has_table_privilege('hub_sweep', c.oid, 'delete')
     order by 1`,
  )
  // The ledger, the log, what stands for the organization and how often that changed; the outbox, members and addresses go by themselves.
  expect(kept.map(({ name }) => name)).toEqual([
    'audit_entry',
    'audit_head',
    'audit_subject',
    'cache_epoch',
    'credit_account',
    'credit_draw',
    'credit_entry',
    'credit_grant',
    'credit_hold',
    'credit_limit',
    'credit_spent',
    'organization',
    'organization_member',
    'outbox_delivery',
    'outbox_event',
  ])
})
