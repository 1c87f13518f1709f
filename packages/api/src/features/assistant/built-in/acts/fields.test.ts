import { expect, test } from 'vitest'
import { Amount, CurrencyCode } from '../../../../shared/money.ts'
import { z } from 'zod'
import { fieldsOf } from './fields.ts'

const kinds = (input: z.ZodType) =>
  fieldsOf(z.toJSONSchema(input) as Parameters<typeof fieldsOf>[0], {}).map(({ name, kind }) => [name, kind])

test('a field is of the kind that its form says', () => {
  const input = z.strictObject({
    price: Amount,
    currency: CurrencyCode,
    month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/),
    site: z.string().meta({ examples: ['mill.example'] }),
    code: z.string().regex(/^[A-Z]{3}$/),
  })
  expect(Object.fromEntries(kinds(input))).toEqual({
    price: 'sum',
    currency: 'currency',
    month: 'month',
    site: 'host',
    code: 'text',
  })
})

test('an amount with its currency is a sum, with what people say it counts for', () => {
  const per = z.enum(['trip', 'night']).default('trip')
  const budget = z.strictObject({ amount: Amount, currency: CurrencyCode, per }).nullable()
  const input = z.toJSONSchema(z.strictObject({ budget, size: z.strictObject({ amount: Amount }) }))
  const words = { per: { night: ['a night'] } }
  const [sum, other] = fieldsOf(input as Parameters<typeof fieldsOf>[0], words)
  expect(sum).toMatchObject({ kind: 'sum', isNullable: true, priced: { per: 'per', usual: 'trip' } })
  expect(sum?.priced?.words.get('night')).toEqual(['a night'])
  expect(other).toMatchObject({ priced: null })
})
