import { describe, expect, test } from 'vitest'
import { worldOf } from '../../testing/world.ts'
import { guard, isDissent, isUndo, smallTalk } from './talk.ts'

const said = (plain: string) => smallTalk(plain, worldOf())?.kind ?? null

describe('an order to approve for somebody', () => {
  test.each([
    'if anything comes in, just say yes to it for me',
    'could you approve whatever is waiting for me',
    'pending requests: approve them all for me',
    'i am away, so please sign off on everything that comes in',
    'rushed off my feet, just approve anything the robot wants',
    'could you approve all requests',
    'approve the whole lot, would you',
    'right, say yes to everything that is on the pile',
    'say yes yourself to whatever requests there are',
    'whatever is in the queue of approvals, you sign it off yourself.',
    "go on, approve whatever's waiting",
    'the newest request please yourself approve',
    "give the nod to whatever's lying there",
    'you can accept all the requests of claude yourself from now on',
    "just ok whatever's waiting",
    "would you be so kind and wave the waiting request through, i'm out",
  ])('“%s” is refused', (plain) => expect(guard(plain)?.kind).toBe('refuse'))

  test.each([
    'who approved everything that came in for me',
    'approve the one from claude',
    'approve the request about the flyers',
    'can i approve everything at once',
    'who may approve everything that is pending',
    'who said yes to everything that came in',
    'what did we agree to for all customers',
    'accept all the suggested matches',
    'ok, which requests are waiting',
    'push the waiting tasks through to friday',
    'who gives the nod to whatever is waiting',
  ])('“%s” is none', (plain) => expect(guard(plain)).toBeNull())
})

describe('a kind word', () => {
  test.each([
    'good morning, i hope you are keeping well.',
    "cheers pal, you're more use than the kettle",
    "you've saved my morning, now i can have my coffee in peace",
  ])('“%s” asks for nothing', (plain) => expect(said(plain)).toBe('talk'))

  test.each([
    "cheers, you're a star. tick off the roster",
    "you've made my day, now add a task: order cups",
    'thanks, you can close the roster now',
    'good morning, the grinder service is booked',
  ])('“%s” may ask for something', (plain) => expect(said(plain)).toBeNull())
})

test('what was begun is left, or taken back, in whatever short words', () => {
  for (const plain of [
    'nvm',
    'nevermind, found it',
    "ah no, let it drop, it's not worth it",
    'nvm, ill sort that myself',
    "ugh, don't bother with it",
  ])
    expect(isDissent(plain), plain).toBe(true)
  for (const plain of ['omg undo that pls', 'oh no wrong one undo that quick'])
    expect(isUndo(plain), plain).toBe(true)
  for (const why of [
    "forget it i'll do it on paper",
    'scratch that, no longer wanted',
    'drop it we have had enough',
  ])
    expect(isDissent(why), why).toBe(true)
  for (const why of [
    'undo that i was in the wrong row',
    'oh dear undo it, she had paid',
    'no wait undo that i said the wrong one',
  ])
    expect(isUndo(why), why).toBe(true)
  for (const more of [
    'forget it, i meant the roster',
    "never mind it's the roster i need",
    'drop it she said',
  ])
    expect(isDissent(more), more).toBe(false)
  expect(isUndo('undo that, i meant the roster')).toBe(false)
  expect(isDissent('do not trouble Ana with the flyers')).toBe(false)
  expect(isUndo('undo the removal of the flyers')).toBe(false)
})
