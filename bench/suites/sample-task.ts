import type { Task } from '@hub/api/schemas/modules/ops/tasks'

export const TASK_ID = '0190a000-0000-7000-8000-00000000000a'

/** What the measured procedures answer; both sides of a comparison answer the same. */
export const sampleTask: Task = {
  id: TASK_ID,
  title: 'Call the supplier about the late delivery',
  notes: 'Ask for the tracking number and a date; the customer has been told Friday.',
  priority: 'high',
  tag: 'purchasing',
  assigneeId: '0190a000-0000-7000-8000-000000000001',
  assigneeName: 'Maeve Adler',
  assigneeAvatarUrl: null,
  dueOn: '2026-11-27',
  dueTime: '14:30',
  status: 'doing',
  commentCount: 3,
  createdById: '0190a000-0000-7000-8000-000000000001',
  createdAt: '2026-11-20T08:24:26.649123Z',
  updatedAt: '2026-11-20T09:14:02.120001Z',
  doneAt: null,
  removedAt: null,
  version: 4,
}
