import { expect, it } from 'vitest'
import { schemaFields, standsIn, typedAs } from './schema-fields.ts'
import type { SchemaField } from './schema-fields.ts'

/** Types into a control letter by letter, as a form does that keeps the value and shows what stands in it. */
function typedInto(kind: SchemaField['kind'], keys: string) {
  let typed = ''
  let value = typedAs({ kind }, typed)
  for (const key of keys) {
    typed = standsIn({ kind }, value, typed) + key
    value = typedAs({ kind }, typed)
  }
  return { value, shown: standsIn({ kind }, value, typed) }
}

it.each([
  ['number', '0.05', 0.05],
  ['number', '1.50', 1.5],
  ['number', '-3', -3],
  ['number', 'many', 'many'],
  ['json', '["a", "b"]', ['a', 'b']],
  ['line', '007', '007'],
  ['flag', 'true', true],
] as const)('what is typed into a %s as %s stays as it is while it means its value', (kind, keys, value) => {
  expect(typedInto(kind, keys)).toEqual({ value, shown: keys })
})

it('what was changed elsewhere takes the place of what was typed', () => {
  expect(standsIn({ kind: 'number' }, 7, '0.05')).toBe('7')
  expect(standsIn({ kind: 'number' }, undefined, '0.05')).toBe('')
})

it('a field that names a record is called by what it is there, and a day is a day', () => {
  const record = { kind: 'ops_task', noun: 'Task' }
  const properties = {
    id: { type: 'string', record },
    assigneeId: { anyOf: [{ type: 'string' }, { type: 'null' }], record: { kind: 'user', noun: 'Person' } },
    dueOn: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
    externalId: { type: 'string' },
  }
  expect(schemaFields({ properties }).map(({ label, kind, record: of }) => [label, kind, of?.noun])).toEqual([
    ['Which task', 'line', 'Task'],
    ['Assignee', 'line', 'Person'],
    ['Due on', 'day', undefined],
    ['External id', 'line', undefined],
  ])
})
