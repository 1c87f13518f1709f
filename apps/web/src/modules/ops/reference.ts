import type { ModuleReference } from '../web-module.ts'

export const reference: ModuleReference = {
  shortcuts: [
    {
      group: 'Tasks',
      keys: [
        { what: 'New task', keys: ['N'] },
        { what: 'Next', keys: ['J'], or: ['↓'] },
        { what: 'Previous', keys: ['K'], or: ['↑'] },
        { what: 'Open', keys: ['Enter'] },
        { what: 'Select in the list', keys: ['X'], or: ['Space'] },
        { what: 'Select up to here', keys: ['Shift X'] },
        { what: 'To what can be done with them', keys: ['B'] },
        { what: 'Lift and put down on the board', keys: ['Space'] },
      ],
    },
  ],
  programs: {
    read: 'modules/ops/tasks/list?status=open',
    write: {
      path: 'modules/ops/tasks/create',
      body: '{"title": "Order beans", "priority": "high"}',
      idempotencyKey: 'order-beans-1',
    },
  },
}
