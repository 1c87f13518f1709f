import type { ListDeclaration } from '../../platform/catalog/lists.ts'

export const opsLists: Readonly<Record<string, ListDeclaration>> = {
  'ops.tasks': {
    title: 'Tasks',
    page: '/o/{org}/tasks',
    permission: 'ops.task.read',
    sharing: 'ops.task.write',
  },
}
