import { expect, test } from 'vitest'
import { hub } from '../../../../../testing/bare-hub.ts'
import { acts, meant } from '../../testing/meant.ts'
import { howToText } from '../../words.ts'
import { actTable } from '../../acts/act-table.ts'

test.each([
  ['how do i rename a task', 'modules.ops.tasks.update'],
  ['How would one go about scanning a website?', 'modules.security.scans.start'],
  ['and if I want to, how do I rename a task?', 'modules.ops.tasks.update'],
  ['what do I have to type if I only want to see the tasks of Ana', 'modules.ops.tasks.list'],
  ['what do I have to type to add a task for tomorrow', 'modules.ops.tasks.create'],
  ['what should I say to see the tasks that are overdue', 'modules.ops.tasks.list'],
  ["what's the best way to tick something off", 'modules.ops.tasks.complete'],
])('“%s” is answered with how %s is said', async (said, path) => {
  const found = await meant(said)
  expect(found.kind === 'help' && found.act?.path).toBe(path)
})

test('where it is not clear which act is meant, help is about all', async () => {
  const found = await meant('Suppose a colleague wanted to go sideways: how would they go about it?')
  expect(found.kind).toBe('help')
  expect((await meant('how can I undo something')).kind).toBe('help')
  expect((await meant('how could I find that by myself without asking you')).kind).toBe('help')
  expect((await meant('how should a task be phrased for you')).kind).toBe('help')
})

test('a look-up is answered at once, what is done by hand says where, and what no hub does is none', async () => {
  expect(acts(await meant('how do I see what is overdue'))).toEqual([['tasks.list', { overdue: true }]])
  expect(await meant('how would I go about inviting a new colleague')).toMatchObject({ kind: 'byHand' })
  expect((await meant('how do I make a flat white')).kind).toBe('cannot')
})

test('“why not?” and what was spoken of in another part are no questions about the hub', async () => {
  expect((await meant('why not?')).kind).toBe('cannot')
  const last = { path: 'auth.apiKeys.list', input: {} }
  expect(await meant('when do they expire?', { last })).not.toMatchObject({ kind: 'help' })
})

test('the words are those that people say', () => {
  const act = actTable(hub).get('modules.ops.tasks.complete')
  if (!act) throw new Error('Expected an act.')
  expect(howToText(act)).toMatch(/^Tell me in a sentence.*\n- “.*…/)
  expect(howToText(act)).toContain('you decide')
})
