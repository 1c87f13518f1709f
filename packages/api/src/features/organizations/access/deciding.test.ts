import { superuserSession, untilAtLock } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../../modules/index.ts'
import type { ModuleLevels } from '../../../shared/levels.ts'
import { MICRO } from '../../../shared/micro.ts'
import { asked } from '../../../testing/asked.ts'
import { giveCredits, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { callsIn, codeOf, scratchModule } from './testing.ts'
import type { CallOf } from './testing.ts'

/** What a write of the books waits for. */
let gate: { begun: () => void; goOn: Promise<void> } | null = null

let hub: TestHub
beforeAll(async () => {
  const onWrite = async () => {
    gate?.begun()
    await gate?.goOn
  }
  hub = await startHub({ modules: [...modules, scratchModule('books', { onWrite }), scratchModule('stock')] })
})
afterAll(() => hub.stop())

const none = { books: 'none' } as const
const callOf: CallOf = (...whose) => callsIn(hub)(...whose)

const set = (org: TestOrg, person: { userId: string }, levels: Record<string, ModuleLevels[string] | null>) =>
  org.api.organizations.access.setLevels({ userId: person.userId, levels })

describe('approvals', () => {
  const requested = async (org: TestOrg, person: { userId: string }, input: unknown = {}) =>
    asked(callOf(org, person, { door: 'mcp' })('modules.books.add', input))

  test('are decided by whoever has the level now, for whoever asked with it', async () => {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: MICRO })
    const [asker, decider] = [await org.join('member'), await org.join('member')]
    const id = await requested(org, asker)
    const approve = () => callOf(org, decider)('approvals.approve', { id, version: 1 })
    await set(org, decider, { books: 'read' })
    expect(await codeOf(approve())).toBe('FORBIDDEN')
    await set(org, decider, { books: null })
    await expect(approve()).resolves.toMatchObject({ status: 'done' })
    const late = await requested(org, asker)
    await set(org, asker, none)
    await expect(callOf(org, decider)('approvals.approve', { id: late, version: 1 })).resolves.toMatchObject({
      status: 'failed',
      error: { code: 'FORBIDDEN' },
    })
  })

  test('name nothing of another module to a reader who is kept out of it', async () => {
    const org = await hub.newOrg()
    const { id: taskId } = await org.api.modules.ops.tasks.create({ title: 'Quincunx offer' })
    const id = await requested(org, org.owner, { taskId })
    const previewFor = async (api: TestOrg['api']) => (await api.approvals.get({ id })).preview
    const insider = await org.join('member')
    const outsider = await org.join('member', { ops: 'none' })
    expect(await previewFor(insider.api)).toEqual([{ label: 'Task', value: 'Quincunx offer' }])
    expect(await previewFor(outsider.api)).toEqual([{ label: 'Task', value: 'task you may not see' }])
  })
})

describe('at the same moment', () => {
  test('two admins set one after the other, and each entry begins where the one before ended', async () => {
    const org = await hub.newOrg()
    const [one, two, member] = [await org.join('admin'), await org.join('admin'), await org.join('member')]
    const tries = Array.from({ length: 10 }, (_, at) => {
      const { setLevels } = (at % 2 === 0 ? one : two).api.organizations.access
      return setLevels({ userId: member.userId, levels: at % 2 === 0 ? none : { stock: 'read' } })
    })
    await Promise.all(tries)
    const { items } = await org.api.audit.list({ action: 'organization.member.access_changed' })
    const data = items.map((entry) => entry.data).toReversed()
    expect(data).toHaveLength(2)
    expect(data[0]).toMatchObject({ from: {} })
    expect(data[1]?.['from']).toEqual(data[0]?.['to'])
    expect(data[1]?.['to']).toEqual({ books: 'none', stock: 'read' })
  })

  test('a role and a level that change together leave both', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    await Promise.all([
      set(org, member, none),
      org.api.organizations.members.changeRole({ userId: member.userId, role: 'viewer' }),
    ])
    const { items } = await org.api.organizations.members.list({ role: 'viewer' })
    expect(items).toMatchObject([{ userId: member.userId, levels: none }])
  })

  test('an admin who is being demoted gives nobody anything any more', async () => {
    const org = await hub.newOrg()
    const [admin, member] = [await org.join('admin'), await org.join('viewer')]
    const other = await superuserSession(hub.database)
    await other.query('begin')
    await other.query(`select from app.organization where id = '${org.orgId}' for no key update`)
    await other.query(`update app.organization_member set role = 'viewer' where user_id = '${admin.userId}'`)
    const given = codeOf(
      admin.api.organizations.access.setLevels({ userId: member.userId, levels: { books: 'manage' } }),
    )
    await untilAtLock(hub.database, '%organization%for no key update%', 1)
    await other.query('commit')
    await other.end()
    expect(await given).toBe('FORBIDDEN')
    expect(await codeOf(callOf(org, member)('modules.books.add'))).toBe('FORBIDDEN')
  })

  test('a call that is running when its level is taken ends whole, and the next one is refused', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    gate = { begun: begun.resolve, goOn: goOn.promise }
    const running = callOf(org, member)('modules.books.add')
    await begun.promise
    await set(org, member, none)
    goOn.resolve()
    gate = null
    await expect(running).resolves.toEqual({ done: true })
    expect(await codeOf(callOf(org, member)('modules.books.add'))).toBe('FORBIDDEN')
  })
})
