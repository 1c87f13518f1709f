import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'

let hub: TestHub
let org: TestOrg
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

describe('tasks out of notes (OPS-1)', () => {
  test('are proposed with who and when, and nothing is written', async () => {
    const member = await org.join('member')
    const { name } = (await member.api.auth.me()).user
    const { notes, tasks } = org.api.modules.ops
    const text = `${name} will send the offer by 24 December.\nTODO: order cups\nIt rained.`
    const { items } = await notes.propose({ text })
    expect(items).toMatchObject([
      { title: 'Send the offer', assigneeId: member.userId, assigneeName: name, unsure: null },
      { title: 'Order cups', assigneeId: null, dueOn: null, quote: 'TODO: order cups' },
    ])
    expect(items[0]?.dueOn).toMatch(/-12-24$/)
    expect((await tasks.list({})).items).toEqual([])
  })

  test('are made all at once, each with its quote', async () => {
    const { notes, tasks } = org.api.modules.ops
    const { items } = await notes.accept({
      items: [
        { title: 'Order cups', quote: 'TODO: order cups', dueOn: '2027-01-15' },
        { title: 'Count the till', assigneeId: org.owner.userId },
      ],
    })
    const [cups, till] = await Promise.all(items.map(({ id }) => tasks.get({ id })))
    expect(cups).toMatchObject({
      notes: 'From notes: “TODO: order cups”',
      dueOn: '2027-01-15',
      status: 'todo',
    })
    expect(till).toMatchObject({ notes: '', assigneeId: org.owner.userId })
  })

  test('are made none where one goes to a stranger, and once where they are sent twice', async () => {
    const own = await hub.newOrg()
    const stranger = await hub.newOrg()
    const { notes, tasks } = own.api.modules.ops
    const both = [{ title: 'Order cups' }, { title: 'Count the till', assigneeId: stranger.owner.userId }]
    await expect(notes.accept({ items: both })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await tasks.list({})).items).toEqual([])
    const again = { items: [{ title: 'Order cups' }], idempotencyKey: 'notes-of-monday' }
    const first = await notes.accept(again)
    expect(await notes.accept(again)).toEqual(first)
    expect((await tasks.list({})).items).toHaveLength(1)
  })

  test('are refused of nothing, of too much, and of more than fifty', async () => {
    const { notes } = org.api.modules.ops
    await expect(notes.propose({ text: '  ' })).rejects.toThrow('Paste the notes.')
    await expect(notes.propose({ text: 'a'.repeat(50_001) })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(notes.accept({ items: [] })).rejects.toThrow('Choose at least one.')
    const many = Array.from({ length: 51 }, (_, at) => ({ title: `Task ${at}` }))
    await expect(notes.accept({ items: many })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('are for those who may write tasks', async () => {
    const viewer = await org.join('viewer')
    const { notes } = viewer.api.modules.ops
    await expect(notes.propose({ text: 'TODO: order cups' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
