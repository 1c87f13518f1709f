import { sql } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
let org: TestOrg

beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

const views = () => org.api.views
const tasks = (name: string, more: object = {}) => ({
  list: 'ops.tasks',
  name,
  shown: { due: 'overdue', who: ['me', 'nobody'] },
  ...more,
})
const refused = (code: string, field?: string) => ({
  code,
  ...(field !== undefined && { details: { issues: [{ path: field }] } }),
})

describe('a saved view of any list', () => {
  test('keeps what the address of the list says, also what a later page no longer knows', async () => {
    const made = await views().create(
      tasks('Late', { shown: { due: 'overdue', mood: 'grim', n: 3, all: true } }),
    )
    expect(await views().get({ id: made.id })).toEqual(made)
    expect(made).toMatchObject({
      list: 'ops.tasks',
      ofId: null,
      title: 'Tasks',
      page: `/o/${org.slug}/tasks`,
      isMine: true,
      isShared: false,
      shown: { due: 'overdue', mood: 'grim', n: 3, all: true },
      version: 1,
    })
  })

  test('is its maker’s alone until it is for everybody who sees the list', async () => {
    const { id } = await views().create(tasks('Mine'))
    const colleague = await org.join('member')
    const theirs = colleague.api.views
    await expect(theirs.get({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(theirs.update({ id, name: 'X' })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(theirs.remove({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
    expect((await theirs.list({ search: 'mine' })).items).toEqual([])
    await views().update({ id, isShared: true })
    expect(await theirs.get({ id })).toMatchObject({ name: 'Mine', isMine: false, isShared: true })
    await expect(theirs.update({ id, isShared: false })).rejects.toMatchObject(refused('FORBIDDEN'))
  })

  test('is seen with its list alone: members see no view of the books or of the log', async () => {
    const invoices = {
      list: 'accounting.invoices',
      name: 'Late',
      isShared: true,
      shown: { status: 'overdue' },
    }
    const { id } = await views().create(invoices)
    await views().create({ list: 'audit', name: 'By hand', isShared: true, shown: { door: 'web' } })
    const member = await org.join('member')
    await expect(member.api.views.get({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(member.api.views.create({ ...invoices, isShared: false })).rejects.toMatchObject(
      refused('NOT_FOUND', 'list'),
    )
    const seen = (await member.api.views.list({ limit: 100 })).items
    expect(seen.filter(({ list }) => list !== 'ops.tasks')).toEqual([])
  })

  test('of everybody takes a right in the list; a viewer saves for themselves', async () => {
    const { id } = await views().create(tasks('Ours', { isShared: true }))
    const viewer = (await org.join('viewer')).api.views
    await expect(viewer.update({ id, name: 'Theirs' })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(viewer.remove({ id })).rejects.toMatchObject(refused('FORBIDDEN'))
    await expect(viewer.create(tasks('New', { isShared: true }))).rejects.toMatchObject(refused('FORBIDDEN'))
    const own = await viewer.create(tasks('Ours'))
    expect(
      (await viewer.list({ list: 'ops.tasks', search: 'ours' })).items.map((one) => one.id).toSorted(),
    ).toEqual([id, own.id].toSorted())
  })

  test('has a name of its own among those of its list that one sees it with', async () => {
    await views().create(tasks('Cork'))
    await expect(views().create(tasks('CORK'))).rejects.toMatchObject(refused('CONFLICT', 'name'))
    await views().create({ list: 'jobs', name: 'Cork', shown: {} })
    const made = await Promise.allSettled(
      [1, 2, 3].map(() => views().create(tasks('At once', { isShared: true }))),
    )
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { id } = await views().create(tasks('Galway'))
    await expect(views().update({ id, name: 'cork' })).rejects.toMatchObject(refused('CONFLICT', 'name'))
  })

  test('is changed over nobody’s change, and comes in the order of names, page by page', async () => {
    const place = await hub.newOrg()
    const { id, version } = await place.api.views.create(tasks('b'))
    for (const name of ['a', 'C']) await place.api.views.create(tasks(name))
    const changed = await place.api.views.update({ id, version, shown: { tag: 'Shop' } })
    expect(changed).toMatchObject({ name: 'b', shown: { tag: 'Shop' }, version: version + 1 })
    await expect(place.api.views.update({ id, version, name: 'Late' })).rejects.toMatchObject(
      refused('STALE_VERSION'),
    )
    const first = await place.api.views.list({ limit: 2 })
    const second = await place.api.views.list({ limit: 2, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['a', 'b', 'C'])
  })

  test('that is no view of any list is refused with words, whatever is sent', async () => {
    await expect(views().create(tasks('A', { list: 'ops.moods' }))).rejects.toMatchObject(
      refused('NOT_FOUND', 'list'),
    )
    for (const shown of [{ 'q.x': 'a' }, { q: { deep: 1 } }, { q: 'x'.repeat(2_501) }, { __proto__x: 1 }])
      await expect(views().create(tasks('A', { shown }))).rejects.toMatchObject(refused('BAD_REQUEST'))
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, n) => [`f${n}`, 'x']))
    await expect(views().create(tasks('A', { shown: many }))).rejects.toMatchObject(refused('BAD_REQUEST'))
  })

  test('goes with its maker’s membership; what is for everybody stays', async () => {
    const leaver = await org.join('member')
    await leaver.api.views.create(tasks('Theirs alone'))
    const shared = await leaver.api.views.create(tasks('Left behind', { isShared: true }))
    await org.api.organizations.members.remove({ userId: leaver.userId })
    const kept = await hub.hub.db
      .org(org.orgId)
      .selectFrom('savedView')
      .select('name')
      .where('createdById', '=', leaver.userId)
      .execute()
    expect(kept).toEqual([{ name: 'Left behind' }])
    expect(await views().get({ id: shared.id })).toMatchObject({ isMine: false, isShared: true })
    await views().remove({ id: shared.id })
  })

  test('is told in the log by its name where everybody sees it, and by no name otherwise', async () => {
    const secret = await views().create(tasks('Whom to let go'))
    const { items } = await org.api.audit.list({ action: 'view.saved', target: secret.id })
    expect(items).toHaveLength(1)
    expect(JSON.stringify(items)).not.toContain('let go')
    expect(items[0]?.sentence.map(({ text }) => text).join('')).toBe('saved a view of their own')
  })

  test('is no other organization’s', async () => {
    const { id } = await views().create(tasks('Walled', { isShared: true }))
    const stranger = (await hub.newOrg()).api.views
    await expect(stranger.get({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(stranger.remove({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
    const { rows } = await sql<{ id: string }>`select id from saved_view where id = ${id}`.execute(
      hub.hub.db.org(org.orgId),
    )
    expect(rows).toHaveLength(1)
  })
})
