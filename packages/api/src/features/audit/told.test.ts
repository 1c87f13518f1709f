import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asked } from '../../testing/asked.ts'
import { issueKey, startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { attach } from '../files/testing.ts'
import { textOfSentence } from '../../shared/sentence.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const newestOf = async ({ api }: Pick<TestOrg, 'api'>) => {
  const { items } = await api.audit.list({ limit: 1 })
  const [entry] = items
  if (!entry) throw new Error('The log is empty.')
  return entry
}
const words = ({ who, sentence }: Awaited<ReturnType<typeof newestOf>>) =>
  `${who} ${textOfSentence(sentence)}`

describe('an entry is told in a sentence', () => {
  test('with the thing linked', async () => {
    const org = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
    await org.api.modules.ops.tasks.comments.add({ taskId: task.id, body: 'Ordered' })
    const entry = await newestOf(org)
    expect(words(entry)).toBe(`${org.owner.name} commented on Fix the seal`)
    expect(entry.sentence).toEqual([
      { text: 'commented on ', link: null },
      { text: 'Fix the seal', link: `/o/${org.slug}/tasks?task=${task.id}` },
    ])
  })

  test('says with whom, where there is somebody', async () => {
    const org = await hub.newOrg()
    const colleague = await org.join('member')
    const { tasks } = org.api.modules.ops
    const { id } = await tasks.create({ title: 'Fix the seal' })
    await tasks.assign({ id, assigneeId: colleague.userId })
    expect(words(await newestOf(org))).toBe(`${org.owner.name} assigned Fix the seal to ${colleague.name}`)
    await tasks.assign({ id, assigneeId: null })
    expect(words(await newestOf(org))).toBe(`${org.owner.name} assigned Fix the seal`)
  })

  test('says what a request is about, and by which key', async () => {
    const org = await hub.newOrg()
    const { text: key } = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: org.owner.userId,
      kind: 'assistant',
      scopes: ['ops.task.read', 'ops.task.write'],
    })
    const api = hub.api(hub.call({ door: 'mcp', credential: { kind: 'apiKey', key } }))
    const id = await asked(api.modules.ops.tasks.create({ title: 'Order flour' }))
    const entry = await newestOf(org)
    expect(words(entry)).toMatch(
      new RegExp(`^${org.owner.name}, by .+ asked for Create a task: Order flour$`),
    )
    expect(entry.sentence[1]).toEqual({ text: 'Create a task', link: `/o/${org.slug}/approvals/${id}` })
  })

  test('names people as they were called when they are gone', async () => {
    const org = await hub.newOrg()
    const colleague = await org.join('member')
    await org.api.organizations.members.remove({ userId: colleague.userId })
    expect(words(await newestOf(org))).toBe(`${org.owner.name} removed Former member`)
  })

  test('keeps names from those who may not see them', async () => {
    const org = await hub.newOrg()
    await org.api.modules.ops.tasks.create({ title: 'Give Lea notice' })
    const admin = await org.join('admin', { ops: 'none' })
    expect(words(await newestOf(admin))).toBe(`${org.owner.name} created a task`)
  })

  test('says what sort of thing it is before a name alone', async () => {
    const org = await hub.newOrg()
    const input = { name: 'Till', address: 'https://till.example/hub', topics: ['*'] }
    const { endpoint } = await org.api.endpoints.create(input)
    expect(words(await newestOf(org))).toBe(`${org.owner.name} set up the endpoint Till`)
    expect((await org.api.audit.actions()).words['endpoint.created']).toBe('Set up an endpoint')

    await org.api.endpoints.remove({ id: endpoint.id })
    const { items } = await org.api.audit.list({ limit: 2 })
    expect(items.map(words)).toEqual([
      `${org.owner.name} removed the endpoint Till`,
      `${org.owner.name} set up an endpoint`,
    ])
  })

  test('takes a few statements a page, however many entries', async () => {
    const org = await hub.newOrg()
    const colleague = await org.join('member')
    const { tasks } = org.api.modules.ops
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const { id } = await tasks.create({ title: `Task ${n}` })
      await tasks.assign({ id, assigneeId: colleague.userId })
      await asked(org.as({ door: 'mcp' }).modules.ops.tasks.complete({ id }))
    }
    let statements = 0
    hub.hub.db.watch(() => (statements += 1))
    const { items } = await org.api.audit.list({ limit: 50 })
    expect(items).toHaveLength(18)
    expect(statements).toBeLessThanOrEqual(10)
  })
})

describe('the facts of an entry', () => {
  test('hold names, and the ids behind them', async () => {
    const org = await hub.newOrg()
    const colleague = await org.join('member')
    await org.api.organizations.members.changeRole({ userId: colleague.userId, role: 'viewer' })
    const { seq } = await newestOf(org)
    const { facts } = await org.api.audit.get({ seq })
    expect(facts).toHaveLength(3)
    expect(facts).toEqual(
      expect.arrayContaining([
        { label: 'Person', text: colleague.name, link: `/o/${org.slug}/team`, id: colleague.userId },
        { label: 'From', text: 'member', link: null, id: null },
        { label: 'To', text: 'viewer', link: null, id: null },
      ]),
    )
  })

  test('lead with a part of a record to the record, for whoever sees it', async () => {
    const org = await hub.newOrg()
    const { entityId, id } = await attach(org.api)
    const { seq } = await newestOf(org)
    const task = { text: 'Fix the seal', link: `/o/${org.slug}/tasks?task=${entityId}`, id: entityId }
    const file = { label: 'File', text: 'note.txt', link: task.link, id }
    expect((await org.api.audit.get({ seq })).facts).toEqual(
      expect.arrayContaining([{ label: 'Task', ...task }, file]),
    )
    expect((await newestOf(org)).sentence).toContainEqual({ text: 'note.txt', link: task.link })

    await org.api.modules.ops.tasks.comments.add({ taskId: entityId, body: 'Ordered' })
    const comment = await newestOf(org)
    expect((await org.api.audit.get({ seq: comment.seq })).facts).toContainEqual(
      expect.objectContaining({ label: 'Comment', text: 'Ordered', link: task.link }),
    )

    const admin = await org.join('admin', { ops: 'none' })
    expect((await admin.api.audit.get({ seq })).facts).toContainEqual({ ...file, link: null })
  })

  test('of an entry that is not there are none', async () => {
    const org = await hub.newOrg()
    await expect(org.api.audit.get({ seq: 7 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the log of the platform', () => {
  test('tells of people and organizations, and of nothing that organizations keep', async () => {
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    const admin = hub.api(hub.call({ credential: { kind: 'person', userId } }))
    const org = await hub.newOrg()
    await org.api.modules.ops.tasks.create({ title: 'Give Lea notice' })
    await org.api.organizations.update({ name: 'Quay Street Books', version: 1 })
    const { items } = await admin.audit.platform.list({ organizationId: org.orgId })
    expect(items.map(words)).toEqual([
      `${org.owner.name} changed the settings of Quay Street Books`,
      `${org.owner.name} created a task`,
    ])
    expect(items[0]?.sentence[1]?.link).toBe(`/admin/organizations/${org.orgId}`)
    const seq = items[0]?.seq ?? 0
    const { facts } = await admin.audit.platform.get({ seq, organizationId: org.orgId })
    expect(facts[0]).toMatchObject({ text: 'Quay Street Books', id: org.orgId })
  })

  test('tells what nobody signed in did by whom it was about', async () => {
    const { userId } = await hub.newPerson({ isPlatformAdmin: true })
    const admin = hub.api(hub.call({ credential: { kind: 'person', userId } }))
    const email = `ana-${uuidv7()}@example.test`
    const { auth } = hub.api(hub.call())
    await expect(auth.login({ email, password: 'not the right one' })).rejects.toThrow()
    const { items } = await admin.audit.platform.list({ limit: 1 })
    expect(items.map(words)).toEqual(['Somebody could not sign in'])
    const { actions, words: called } = await admin.audit.platform.actions({})
    expect(actions.filter((action) => called[action] === undefined)).toEqual([])
    expect(called['auth.login.refused']).toBe('Could not sign in')
  })
})
