import { expect, test } from 'vitest'
import { z } from 'zod'
import { entityId } from '../shared/ids.ts'
import { entitiesOf, sampleInputs } from './sample-input.ts'

const Account = entityId('account')
const Partner = entityId('partner')

const filled = (schema: z.ZodType) =>
  sampleInputs(z.toJSONSchema(schema, { io: 'input' }), (entity, place) => `${entity} ${place}`).map(
    ({ input }) => input,
  )

test('ids in lists, records and nested objects are filled, optional ones too', () => {
  const schema = z.strictObject({
    lines: z.array(z.strictObject({ accountId: Account, note: z.string().optional() })),
    shares: z.record(Partner, z.int()).optional(),
    byMonth: z.record(z.string(), Account),
    to: z.strictObject({ partnerId: Partner.optional(), days: z.int().optional() }).optional(),
    pair: z.tuple([Account, z.boolean()]),
    tags: z.array(z.string()),
  })
  expect(filled(schema)).toEqual([
    {
      lines: [{ accountId: 'account 0' }],
      shares: { 'partner 1': 1 },
      byMonth: { sample: 'account 2' },
      to: { partnerId: 'partner 3' },
      pair: ['account 4', true],
      tags: [],
    },
  ])
})

test('each option of a union that can hold an id is tried', () => {
  const schema = z.strictObject({
    target: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('account'), accountId: Account }),
      z.strictObject({ kind: z.literal('partner'), partnerId: Partner.nullable() }),
    ]),
  })
  expect(filled(schema)).toEqual([
    { target: { kind: 'account', accountId: 'account 0' } },
    { target: { kind: 'partner', partnerId: 'partner 0' } },
  ])
  expect(entitiesOf(z.toJSONSchema(schema))).toEqual(['account', 'partner'])
})

test('what cannot be filled is refused rather than passed over', () => {
  const Folder = z.strictObject({
    id: Account,
    get inside() {
      return z.array(Folder)
    },
  })
  expect(() => filled(z.strictObject({ folder: Folder }))).toThrow('cannot fill')
})
