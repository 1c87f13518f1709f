import { describe, expect, it } from 'vitest'
import type { Definition, Step } from './flow.ts'
import {
  earlierThan,
  freeName,
  inReadingOrder,
  inserted,
  lineOf,
  moved,
  placeWords,
  relocated,
  removed,
  slotsFor,
} from './flow-tree.ts'

const step = (id: string, more: Partial<Step> = {}): Step =>
  ({
    id,
    type: 'stop',
    title: id,
    parent: null,
    branch: '',
    onError: 'stop',
    outcome: 'done',
    message: '',
    ...more,
  }) as Step
const draft: Definition = {
  triggers: [],
  fields: [],
  note: '',
  steps: [
    step('find'),
    step('any', { type: 'conditional', condition: 'true' }),
    step('each', { type: 'for_each', items: '[]', as: 'one', atOnce: 1, parent: 'any', branch: 'then' }),
    step('write', { parent: 'each', branch: 'each' }),
    step('mail', { parent: 'each', branch: 'each' }),
    step('quiet', { parent: 'any', branch: 'otherwise' }),
    step('last'),
  ],
}
const ids = (steps: readonly Step[]) => steps.map(({ id }) => id)
const byId = (id: string) => draft.steps.find((one) => one.id === id) ?? step(id)

describe('a tree of steps (WF-4)', () => {
  it('is read each step before those in it', () => {
    expect(ids(inReadingOrder(draft))).toEqual(['find', 'any', 'each', 'write', 'mail', 'quiet', 'last'])
  })

  it('takes a step in a line, at its beginning, between two and at its end', () => {
    const line = { parent: 'each', branch: 'each' }
    const with_ = (after: string | null) =>
      ids(lineOf(inserted(draft, step('new'), { ...line, after }), line))
    expect(with_(null)).toEqual(['new', 'write', 'mail'])
    expect(with_('write')).toEqual(['write', 'new', 'mail'])
    expect(with_('mail')).toEqual(['write', 'mail', 'new'])
  })

  it('loses a step with all that stands in it', () => {
    expect(ids(removed(draft, 'any').steps)).toEqual(['find', 'last'])
  })

  it('swaps a step with its neighbor, and leaves the ends alone', () => {
    const line = { parent: 'each', branch: 'each' }
    expect(ids(lineOf(moved(draft, 'mail', -1), line))).toEqual(['mail', 'write'])
    expect(moved(draft, 'mail', 1)).toBe(draft)
    expect(ids(lineOf(moved(draft, 'last', -1), { parent: null, branch: '' }))).toEqual([
      'find',
      'last',
      'any',
    ])
  })

  it('knows whose outputs a step can use', () => {
    expect(ids(earlierThan(draft, byId('mail')))).toEqual(['find', 'write'])
    expect(ids(earlierThan(draft, byId('last')))).toEqual(['find', 'any', 'each', 'quiet'])
  })

  it('names a step after its words, once', () => {
    expect(freeName('Wait for your OK?', [])).toBe('wait_for_your_ok')
    expect(freeName('Wait for your OK?', ['wait_for_your_ok'])).toBe('wait_for_your_ok_2')
    expect(freeName('12', [])).toBe('step')
  })
})

describe('moving to another branch (WF-4)', () => {
  const ids = (whole: Definition) => inReadingOrder(whole).map(({ id }) => id)
  const each = draft.steps[2] ?? step('each')

  it('offers every line but those in itself, and not where it stands', () => {
    const found = slotsFor(draft, each)
    expect(found.map(({ place }) => placeWords(draft, place))).toEqual([undefined, 'any: no'])
    expect(found.map(({ slots }) => slots.map(({ after }) => after))).toEqual([
      [null, 'find', 'any', 'last'],
      [null, 'quiet'],
    ])
  })

  it('takes along what stands in it', () => {
    const after = relocated(draft, 'each', { parent: null, branch: '', after: 'find' })
    expect(ids(after)).toEqual(['find', 'each', 'write', 'mail', 'any', 'quiet', 'last'])
    const into = relocated(draft, 'last', { parent: 'each', branch: 'each', after: null })
    expect(ids(into)).toEqual(['find', 'any', 'each', 'last', 'write', 'mail', 'quiet'])
  })

  it('puts nothing into itself', () => {
    expect(relocated(draft, 'any', { parent: 'each', branch: 'each', after: null })).toBe(draft)
  })
})
