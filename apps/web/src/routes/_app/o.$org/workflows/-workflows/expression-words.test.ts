import { expect, it } from 'vitest'
import { chipsOf, readable, wordsOf } from './expression-words.ts'
import type { Definition, Step } from './flow.ts'

const step = (id: string, title: string, more: Partial<Step> = {}): Step =>
  ({ id, title, type: 'delay', parent: null, branch: '', onError: 'stop', ...more }) as Step
const mail = step('mail', 'Mail them', { parent: 'each', branch: 'each' })
const draft: Definition = {
  triggers: [],
  note: '',
  fields: [{ name: 'customer', title: 'Customer', type: 'text', isRequired: true }],
  steps: [
    step('find', 'Open tasks'),
    step('each', 'Each task', { type: 'for_each', items: 'steps.find.items', as: 'task' }),
    mail,
    step('late', 'Much later'),
  ],
}

it.each([
  ['steps.find.nextCursor', 'Open tasks › next cursor'],
  ['size(steps.find.items) > 0', 'how many Open tasks › items > 0'],
  ['input.customer', 'Customer'],
  ['task.dueOn', 'task › due on'],
  ['string(now)', 'the time now'],
  ['secret.shop_key', 'the secret shop_key'],
  ['task.title.startsWith("steps.find")', 'task › title.startsWith("steps.find")'],
  ['nobody.knows', 'nobody.knows'],
])('%s reads “%s” (WF-4)', (expression, words) => {
  expect(wordsOf(expression, draft)).toBe(words)
})

it('a text reads without its braces', () => {
  expect(readable('Call {{ input.customer }}, {{ task.title }}', draft)).toBe('Call Customer, task › title')
})

it('each expression of a text is a chip that knows where it stands', () => {
  const text = 'Hello {{ input.customer }}'
  expect(chipsOf(text, { draft, step: mail, isBare: false })).toEqual([
    { words: 'Customer', from: 6, to: text.length, fault: undefined },
  ])
})

it.each([
  ['{{ steps.gone.id }}', 'There is no step “gone”.'],
  ['{{ steps["gone"].id }}', 'There is no step “gone”.'],
  ['{{ steps.late.id }}', '“Much later” does not come before this step.'],
  ['{{ "steps.gone" }}', undefined],
  ['{{ steps.find.items }}', undefined],
])('%s says why it cannot be had: %s', (text, fault) => {
  expect(chipsOf(text, { draft, step: mail, isBare: false })[0]?.fault).toBe(fault)
})

it('an expression without braces is one chip; words that name nothing are none', () => {
  expect(chipsOf('size(steps.gone.items) > 0', { draft, step: mail, isBare: true })[0]?.fault).toBe(
    'There is no step “gone”.',
  )
  expect(chipsOf('true', { draft, step: mail, isBare: true })).toEqual([])
})
