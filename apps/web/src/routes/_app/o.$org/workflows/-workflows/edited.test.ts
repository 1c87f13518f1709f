import { expect, it } from 'vitest'
import { editedIn, isSameEdit } from './edited.ts'
import { removed } from './flow-tree.ts'
import type { Definition } from './flow.ts'

const draft = {
  triggers: [],
  fields: [],
  note: '',
  steps: [
    { id: 'a', type: 'create_task', title: 'Make A', parent: null, branch: '', input: {} },
    { id: 'b', type: 'create_task', title: 'Make B', parent: null, branch: '', input: {} },
  ],
} as unknown as Definition

const titled = (index: number, title: string): Definition => ({
  ...draft,
  steps: draft.steps.map((step, at) => (at === index ? { ...step, title } : step)),
})

it('letters typed into one value, one after the other, are one edit', () => {
  const first = editedIn(draft, titled(0, 'Mak'), 0)
  const second = editedIn(titled(0, 'Mak'), titled(0, 'Ma'), 400)
  expect(first.place).toBe('steps.0.title')
  expect(isSameEdit(null, first)).toBe(false)
  expect(isSameEdit(first, second)).toBe(true)
})

it('another value, a pause, or a step that goes is an edit of its own', () => {
  const first = editedIn(draft, titled(0, 'Mak'), 0)
  expect(isSameEdit(first, editedIn(draft, titled(1, 'Mak'), 100))).toBe(false)
  expect(isSameEdit(first, editedIn(draft, titled(0, 'Ma'), 1_000))).toBe(false)
  const gone = editedIn(draft, removed(draft, 'b'), 100)
  expect(gone.place).toBeNull()
  expect(isSameEdit(gone, { ...gone, at: 200 })).toBe(false)
})
