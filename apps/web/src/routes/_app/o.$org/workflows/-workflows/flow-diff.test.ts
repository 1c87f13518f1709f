import { expect, it } from 'vitest'
import { differences } from './flow-diff.ts'
import type { Definition, Step } from './flow.ts'

const step = (id: string, title = id): Step => ({
  id,
  type: 'stop',
  title,
  parent: null,
  branch: '',
  onError: 'stop',
  outcome: 'done',
  message: '',
})
const of = (...steps: Step[]): Definition => ({ triggers: [], fields: [], note: '', steps })

it('versions that are the same differ in nothing (WF-4)', () => {
  expect(differences(of(step('a')), of(step('a')))).toEqual([])
})

it('steps that were added, removed, renamed and changed are each named', () => {
  const before = of(step('a', 'Find'), step('b', 'Ask'), step('c', 'Mail'))
  const now = of(step('a', 'Look'), { ...step('c', 'Mail'), type: 'parallel' } as Step, step('d', 'End'))
  expect(differences(before, now)).toEqual([
    '“End” was added.',
    '“Ask” was removed.',
    '“Find” is called “Look” now.',
    '“Mail” was changed.',
  ])
})

it('another order and another start are told', () => {
  const now = of(step('b'), step('a'))
  now.triggers = [{ id: 'daily', type: 'schedule', cron: '0 8 * * *', missed: 'skip' }]
  expect(differences(of(step('a'), step('b')), now)).toEqual([
    'It starts: Every day at 08:00.',
    'The order of its steps was changed.',
  ])
})
