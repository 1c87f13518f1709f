import { expect, test } from 'vitest'
import { acts, meant } from '../../testing/meant.ts'

test.each([
  "evening!! long shift's over, i'm knackered",
  'ur an angel ty, home now xx',
  'hiya, hope the weekend treated you well',
])('“%s” greets, and asks for nothing', async (text) => {
  expect(acts(await meant(text))).toBe('talk')
})

test.each([
  'evening, the market flyers are printed',
  "thanks, i'm off, give the roster to Jonas",
  'cheers, we have the labels now',
  'hi, i owe Tomás 40 euros',
  'morning! my roster, where is it?',
])('“%s” may ask for something', async (text) => {
  expect(acts(await meant(text))).not.toBe('talk')
})

test('what is said to an open question is its answer', async () => {
  const draft = { path: 'modules.ops.tasks.create', input: {}, names: {}, open: 'title', choices: [] }
  expect(acts(await meant('thanks, home by six', { draft }))).not.toBe('talk')
})
