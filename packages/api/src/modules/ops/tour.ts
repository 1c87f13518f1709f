import type { TourDeclaration } from '../../platform/catalog/tour.ts'
import type { Task } from './tasks/schema.ts'

const create = 'modules.ops.tasks.create'

export const opsTour: TourDeclaration = {
  walk: {
    noun: 'task',
    say: 'Create a task "Call the roastery" for tomorrow at 9',
    make: { path: create, inputs: [{ title: 'Order filters' }, { title: 'Descale the grinder' }] },
    list: { path: 'modules.ops.tasks.list', input: { status: 'open' } },
  },
  acts: [
    {
      door: 'web',
      name: 'Write down what is due today',
      path: create,
      input: ({ today, userId }) => ({ title: 'Open the shop', dueOn: today, assigneeId: userId }),
      says: (answer) => (answer as Task).title,
    },
  ],
  sample: [
    {
      door: 'web',
      name: 'Read what is late',
      path: 'modules.ops.tasks.list',
      input: () => ({ overdue: true, limit: 5 }),
      says: (answer) => (answer as { items: Task[] }).items.map(({ title }) => title).join('; '),
    },
  ],
}
