import { expect, test } from 'vitest'
import { publicUrlField } from './public-url.ts'

test('the public address is an origin, however its end is written', () => {
  for (const value of ['https://hub.example.com', 'https://hub.example.com/', 'https://Hub.Example.com:443'])
    expect(publicUrlField.parse(value)).toBe('https://hub.example.com')
})

test.each(['/hub', '/?tenant=1', '?', '#top'])(
  'what would be cut off the public address is refused, with what to write: %s',
  (end) => {
    const { error } = publicUrlField.safeParse(`https://hub.example.com${end}`)
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'must be the address of the hub without a path, user or query; write https://hub.example.com',
    ])
  },
)

test('a password in the public address is not repeated', () => {
  const { error } = publicUrlField.safeParse('https://ana:word@hub.example.com')
  expect(error?.message).toContain('write https://hub.example.com')
  expect(error?.message).not.toContain('word')
})
