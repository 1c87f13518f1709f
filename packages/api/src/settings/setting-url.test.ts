import { expect, test } from 'vitest'
import { z } from 'zod'
import { url } from './setting-url.ts'

const Database = z.object({ url: url('postgres', 'postgresql') })
const Web = z.object({ url: url('http', 'https') })

const faultOf = (schema: typeof Database, value: string): string | undefined =>
  schema.safeParse({ url: value }).error?.issues[0]?.message

test.each(['op#pass', 'op?pass', '12?pass', '12#pass', '12/pass', 'o@p/pass'])(
  'a password that ends the host of an address is told, and no piece of it taken for a name: %s',
  (password) => {
    expect(faultOf(Database, `postgres://admin:${password}@db/hub`)).toBe(
      'cannot be read as an address. In its user and password, write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25',
    )
  },
)

test('quotes that came along, and what is no address at all, are told', () => {
  expect(faultOf(Database, '"postgres://db/hub"')).toMatch(/^has quotes around it/)
  expect(faultOf(Database, 'postgres://:5432x')).toBe('is no address that can be read')
  expect(faultOf(Database, 'mysql://db/hub')).toMatch(/^must be an address that begins with postgres:\/\/ or/)
})

test('an @ is taken in a password, in a file behind the address, and in the path of a page', () => {
  expect(faultOf(Database, 'postgres://admin:o@p@db/hub?sslcert=/a@b')).toBeUndefined()
  expect(faultOf(Web, 'https://models.example/@cf/v1')).toBeUndefined()
})
