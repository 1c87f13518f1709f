import { expect, it } from 'vitest'
import { worthTelling } from './worth-telling.ts'

const act = (action: string, entityId: string) => ({ action, entity: action.split('.')[0] ?? '', entityId })

it('one line tells of a request: its last decision, or that it was made', () => {
  const told = worthTelling([
    act('approval.done', 'a'),
    act('approval.approved', 'a'),
    act('approval.requested', 'b'),
    act('approval.requested', 'a'),
    act('organization.updated', 'o'),
    act('organization.updated', 'o'),
  ])
  expect(told.map(({ action, entityId }) => `${action} ${entityId}`)).toEqual([
    'approval.approved a',
    'approval.requested b',
    'organization.updated o',
    'organization.updated o',
  ])
})
