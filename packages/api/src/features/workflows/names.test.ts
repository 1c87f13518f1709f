import { expect, test } from 'vitest'
import { flowHub } from './testing.ts'

const flows = flowHub()

test('a draft comes with the names of the people and records that its steps name', async () => {
  const { api } = flows.org
  const { id: taskId } = await api.modules.ops.tasks.create({ title: 'Order flour' })
  const { id: userId, name } = (await api.auth.me({})).user
  const flow = await api.workflows.create({
    name: 'Baking day',
    draft: {
      steps: [
        { id: 'a', type: 'create_task', title: 'A', input: { title: 'Bake', assigneeId: userId } },
        { id: 'b', type: 'create_task', title: 'B', input: { title: 'Sell', assigneeId: '{{ input.who }}' } },
        { id: 'c', type: 'update_record', title: 'C', record: 'ops_task', recordId: taskId, changes: {} },
      ],
    },
  })
  expect(flow.names).toEqual({ [userId]: name, [taskId]: 'Order flour' })
  expect((await api.workflows.get({ id: flow.id })).names).toEqual(flow.names)
})

test('the kinds of records that a step can change have their noun and their act', async () => {
  expect((await flows.org.api.workflows.language({})).recordKinds).toContainEqual({
    kind: 'ops_task',
    noun: 'Task',
    procedure: 'modules.ops.tasks.update',
  })
})
