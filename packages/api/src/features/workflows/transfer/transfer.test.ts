import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const mail = {
  id: 'mail',
  type: 'send_email' as const,
  title: 'Mail',
  to: 'maeve@tideandfennel.example',
  subject: 'Late',
  text: 'Late',
}

test('a workflow goes to another organization without what is only of the first one (WF-11)', async () => {
  const from = await hub.newOrg()
  const person = from.owner.userId
  const draft = {
    triggers: [
      { id: 'given', type: 'event' as const, topic: 'member.joined', match: `event.userId == "${person}"` },
    ],
    steps: [
      { id: 'ok', type: 'approval' as const, title: 'OK?', question: 'OK?', deciders: [person] },
      {
        id: 'call',
        type: 'call_api' as const,
        title: 'Call',
        url: 'https://api.shop.example/orders',
        headers: { authorization: 'Bearer {{ secret.shop_key }}' },
      },
      {
        id: 'gone',
        type: 'act' as const,
        title: 'Gone',
        procedure: 'no.such.act',
        input: { assigneeId: person },
      },
    ],
  }
  const handler = await from.api.workflows.create({ name: 'Tell me', draft: { steps: [mail] } })
  const { id } = await from.api.workflows.create({ name: 'Orders', draft })
  await from.api.workflows.update({ id, onFailureId: handler.id })
  const file = await from.api.workflows.export({})
  expect(JSON.stringify(file)).not.toMatch(new RegExp(`${person}|${from.orgId}`))
  expect(file.attention.map(({ at, field }) => [at, field])).toEqual([
    ['ok', 'deciders'],
    ['gone', 'input.assigneeId'],
    ['given', 'match'],
  ])
  const to = await hub.newOrg()
  const { items, attention } = await to.api.workflows.import({ file })
  expect(items.map(({ name }) => name)).toEqual(['Orders', 'Tell me'])
  expect(attention.map(({ workflow, message }) => `${workflow}: ${message}`)).toEqual([
    'Orders: Workflows cannot use “no.such.act”. Choose another act.',
    'Orders: Set the secret “shop_key”.',
  ])
  const brought = await to.api.workflows.get({ id: items[0]?.id ?? '' })
  expect(brought).toMatchObject({ published: null, isOn: false, onFailureId: items[1]?.id })
  expect(brought.draft.steps[0]).toMatchObject({ id: 'ok', deciders: [] })
  const one = await to.api.workflows.export({ id: items[1]?.id ?? '' })
  expect(one.workflows).toMatchObject([{ name: 'Tell me', draft: { steps: [mail] } }])
})

test('a file of the first kind is brought in, and what is no file of workflows is refused', async () => {
  const { api } = await hub.newOrg()
  const first = { kind: 'smart-ai-hub.workflow', name: 'Old', description: '', draft: { steps: [mail] } }
  expect((await api.workflows.import({ file: first })).items).toMatchObject([{ name: 'Old' }])
  for (const file of [{}, { ...first, draft: { steps: [{ id: 'x', type: 'no_such_step' }] } }])
    await expect(api.workflows.import({ file })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect((await api.workflows.list({})).items).toHaveLength(1)
})

test('what a file has no room for is named, so that nobody takes it for everything', async () => {
  const { api } = await hub.newOrg()
  const workflows = Array.from({ length: 200 }, (_, at) => ({ name: `Flow ${at}`, draft: { steps: [] } }))
  await api.workflows.import({ file: { format: 'smart-ai-hub.workflows', version: 1, workflows } })
  expect((await api.workflows.export({})).attention).toEqual([])
  await api.workflows.create({ name: 'Zebra crossing' })
  const file = await api.workflows.export({})
  expect(file.workflows).toHaveLength(200)
  expect(file.attention).toEqual([
    {
      workflow: 'Zebra crossing',
      at: null,
      field: 'workflows',
      message: 'A file holds 200 workflows, and this one is not in it. Export it by itself.',
    },
  ])
})
