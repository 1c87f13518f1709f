import { expect, it } from 'vitest'
import { answerBlocks } from './answer-blocks.ts'

const text = (words: string) => [{ kind: 'text', text: words }]

it('reads paragraphs, lists and code', () => {
  expect(answerBlocks('Two tasks:\nsoon\n\n- One\n- Two\n\n1. First\n```\nlet a\n```')).toEqual([
    { kind: 'paragraph', lines: [text('Two tasks:'), text('soon')] },
    { kind: 'list', ordered: false, items: [text('One'), text('Two')] },
    { kind: 'list', ordered: true, items: [text('First')] },
    { kind: 'code', text: 'let a' },
  ])
})

it('reads bold and code in a line', () => {
  const [block] = answerBlocks('See **Kestrel** at `GET /x`.')
  expect(block).toEqual({
    kind: 'paragraph',
    lines: [
      [
        { kind: 'text', text: 'See ' },
        { kind: 'strong', text: 'Kestrel' },
        { kind: 'text', text: ' at ' },
        { kind: 'code', text: 'GET /x' },
        { kind: 'text', text: '.' },
      ],
    ],
  })
})

it.each([
  '[Your session expired, sign in again](https://evil.example/sign-in)',
  '[the board](/o/hub/tasks)',
  'https://evil.example/a',
  '[x](javascript:alert(1))',
  '[x](data:text/html,1)',
  '[x](//evil.example)',
  '<img src=x onerror=alert(1)>',
])('makes no link and no HTML of %s', (words) => {
  const kinds = answerBlocks(words).flatMap((block) => (block.kind === 'paragraph' ? block.lines.flat() : []))
  expect(kinds.every(({ kind }) => kind === 'text')).toBe(true)
  expect(kinds.map((part) => part.text).join('')).toBe(words)
})

it.each([
  ['[', '['],
  ['[a](', ''],
  ['**a', ''],
  ['`', ''],
  ['http://', '.'],
  ['- ', ' \u2028a'],
  ['# ', ' \u2028a'],
])('reads 100 kB of %j in no time', (start, rest) => {
  for (const hostile of [start.repeat(100_000 / start.length), start + ' '.repeat(100_000) + rest]) {
    const from = performance.now()
    answerBlocks(hostile)
    expect(performance.now() - from).toBeLessThan(200)
  }
})

it('shows code that has no end yet, while it streams', () => {
  expect(answerBlocks('Run:\n```sh\nnpm start')).toEqual([
    { kind: 'paragraph', lines: [text('Run:')] },
    { kind: 'code', text: 'npm start' },
  ])
})
