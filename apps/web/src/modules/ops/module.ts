import { SquareCheck } from 'lucide-react'
import { offline } from './offline.ts'
import type { WebModule } from '../web-module.ts'

export const ops: WebModule = {
  name: 'ops',
  chart: { name: 'Tasks', color: 2 },
  places: [
    {
      to: '/o/$org/tasks',
      letter: 't',
      label: 'Tasks',
      icon: SquareCheck,
      group: 'daily',
      permission: 'ops.task.read',
      keywords: ['board', 'to do', 'kanban'],
    },
  ],
  palette: () => import('./palette.tsx'),
  offline,
}
