import { expect, test } from 'vitest'
import { workflowsTold } from './list-told.ts'
import type { Workflow } from './schema.ts'

const workflow = (name: string, more: Partial<Workflow> = {}): Workflow => ({
  id: '019a0000-0000-7000-8000-000000000001',
  name,
  description: '',
  isOn: true,
  published: 2,
  atOnce: 10,
  onFailureId: null,
  isForFailures: false,
  runs: 3,
  version: 2,
  startsBy: ['every Monday at 09:00'],
  nextAt: null,
  lastRun: null,
  createdByName: 'Ines Moreau',
  updatedAt: '2026-11-20T09:00:00.000Z',
  ...more,
})

test('of each workflow it is told whether it works, and what starts it (AI-2)', () => {
  const items = [
    workflow('Chase'),
    workflow('Tidy', { published: null, startsBy: [] }),
    workflow('Old', { isOn: false }),
  ]
  expect(workflowsTold({ items, nextCursor: null })).toMatchObject({
    text: [
      '3 workflows:',
      '1. Chase: on, every Monday at 09:00',
      '2. Tidy: a draft, not published yet, starts by hand',
      '3. Old: off, every Monday at 09:00',
    ].join('\n'),
    shown: [{ name: 'Chase' }, { name: 'Tidy' }, { name: 'Old' }],
  })
})

test('where there is none, it is said how to have one', () => {
  expect(workflowsTold({ items: [], nextCursor: null }).text).toContain('Say “every Monday')
})
