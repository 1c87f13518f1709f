import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'
import { PERSON } from './open-app.tsx'

export type Task = inferRouterOutputs<AppRouter>['modules']['ops']['tasks']['get']

/** A task as the hub answers it. */
export const aTask = (fields: Partial<Task> = {}): Task => ({
  id: '01a1f85a-e708-70db-9f28-5d1527c7cea5',
  title: 'Book the grinder service',
  notes: '',
  status: 'todo',
  priority: 'low',
  tag: null,
  assigneeId: null,
  assigneeName: null,
  assigneeAvatarUrl: null,
  dueOn: null,
  dueTime: null,
  commentCount: 0,
  createdById: PERSON,
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
  doneAt: null,
  removedAt: null,
  version: 3,
  ...fields,
})
