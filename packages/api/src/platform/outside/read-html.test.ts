import { expect, test } from 'vitest'
import { processorTime } from '../../testing/processor-time.ts'
import { readHtml } from './read-html.ts'

const MOST = { mostSigns: 8_000_000 }

/** What a page says, in one line. */
function told(html: string, limits: Parameters<typeof readHtml>[2] = MOST) {
  const said: string[] = []
  const isWhole = readHtml(
    html,
    {
      open: (name, attributes) =>
        void said.push(
          `<${name}${Object.keys(attributes)
            .map((key) => ` ${key}`)
            .join('')}>`,
        ),
      text: (text) => void said.push(text),
      close: (name) => void said.push(`</${name}>`),
    },
    limits,
  )
  return { said: said.join(''), isWhole }
}

test('a page is told in its order, and what it leaves open ends with it', () => {
  expect(told('<p class=a>One<b>two')).toEqual({ said: '<p class>One<b>two</b></p>', isWhole: true })
})

test('no more is read than was agreed, nor when enough is known', () => {
  const long = '<i>x</i>'.repeat(20_000)
  expect(told(long, { mostSigns: 40_000 }).isWhole).toBe(false)
  expect(told(long, { ...MOST, mayGoOn: () => false }).said.length).toBeLessThan(40_000)
})

test.each([
  ['opens without end', '<b>'.repeat(2_600_000)],
  ['ends, deep inside, what never began', '<b>'.repeat(1_400) + '</i>'.repeat(1_900_000)],
  [
    'goes deep and comes back again and again',
    ('<b>'.repeat(2_000) + '</i>'.repeat(4_600) + '</b>'.repeat(2_000)).repeat(240),
  ],
])('a page that %s takes nobody long', (_what, html) => {
  const began = processorTime()
  expect(told(html).isWhole).toBe(false)
  expect(processorTime() - began).toBeLessThan(5_000)
})
