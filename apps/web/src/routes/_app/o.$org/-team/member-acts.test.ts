import { expect, test } from 'vitest'
import { actsOn } from './member-acts.ts'

const asOwner = { role: 'owner', permissions: ['member.write', 'organization.own'] } as const
const asAdmin = { role: 'admin', permissions: ['member.write'] } as const
const asMember = { role: 'member', permissions: [] } as const

test.each([
  { reader: asOwner, on: 'owner', acts: ['role', 'transfer', 'remove'] },
  { reader: asOwner, on: 'viewer', acts: ['role', 'transfer', 'remove'] },
  { reader: asAdmin, on: 'owner', acts: [] },
  { reader: asAdmin, on: 'admin', acts: ['role', 'remove'] },
  { reader: asMember, on: 'viewer', acts: [] },
] as const)('$reader.role may do $acts about another $on (AUTH-11)', ({ reader, on, acts }) => {
  const organization = { role: reader.role, permissions: [...reader.permissions] }
  expect(actsOn({ userId: 'colm', role: on }, { userId: 'maeve', organization })).toEqual(acts)
})

test.each([
  [asOwner, ['role', 'leave']],
  [asMember, ['leave']],
] as const)('%o may always leave, and never removes themselves', (reader, acts) => {
  const organization = { role: reader.role, permissions: [...reader.permissions] }
  const self = { userId: 'maeve', role: reader.role }
  expect(actsOn(self, { userId: 'maeve', organization })).toEqual(acts)
})
