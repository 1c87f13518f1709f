import { expect, test } from 'vitest'
import { inGroups } from './inbox-groups.ts'
import type { Notification } from './notification.ts'

const news = (id: string, dueAt: string, isWaiting = false): Notification => ({
  id,
  kind: 'ops.task.assigned',
  group: 'Tasks',
  title: 'A task is given to you',
  because: 'the task is yours',
  icon: 'task',
  tone: 'usual',
  actorName: 'Iris',
  actorAvatarUrl: null,
  sentence: [],
  detail: null,
  entity: 'ops_task',
  entityId: id,
  link: null,
  count: 1,
  isWaiting,
  createdAt: dueAt,
  dueAt,
  readAt: null,
  doneAt: null,
})

const now = new Date('2026-11-23T06:00:00Z')

test('what waits for the reader stands above the days, whenever it came', () => {
  const groups = inGroups(
    [
      news('a', '2026-11-23T05:00:00Z'),
      news('b', '2026-11-22T22:30:00Z'),
      news('c', '2026-11-20T08:00:00Z', true),
      news('d', '2026-11-20T07:00:00Z'),
    ],
    { timeZone: 'UTC', now },
  )
  expect(groups.map(({ name, items }) => [name, items.map(({ id }) => id).join('')])).toEqual([
    ['Waits for you', 'c'],
    ['Today', 'a'],
    ['Yesterday', 'b'],
    ['Earlier', 'd'],
  ])
})

test('days are those of the reader’s zone', () => {
  const [group] = inGroups([news('b', '2026-11-22T22:30:00Z')], { timeZone: 'Europe/Lisbon', now })
  const [east] = inGroups([news('b', '2026-11-22T22:30:00Z')], { timeZone: 'Asia/Tokyo', now })
  expect([group?.name, east?.name]).toEqual(['Yesterday', 'Today'])
})

test('what is snoozed stands under the day on which it comes back', () => {
  const groups = inGroups([news('a', '2026-11-30T08:00:00Z'), news('b', '2026-11-24T08:00:00Z')], {
    timeZone: 'UTC',
    now,
  })
  expect(groups.map(({ name }) => name)).toEqual(['30 November', 'Tomorrow'])
})
