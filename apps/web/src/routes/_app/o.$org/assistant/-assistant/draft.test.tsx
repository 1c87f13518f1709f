import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useDraft } from './draft.ts'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

const open = (conversation: string | undefined, given?: string) =>
  renderHook(() => useDraft({ org: 'tide-fennel', conversation, given }))

it('keeps what is being written and says so when it comes back', () => {
  const { result, unmount } = open('c1')
  expect(result.current).toMatchObject({ text: '', isRestored: false })
  act(() => result.current.setText('Ask Tomás about'))
  expect(result.current.isRestored).toBe(false)
  unmount()
  const later = open('c1').result
  expect(later.current).toMatchObject({ text: 'Ask Tomás about', isRestored: true })
})

it('keeps one draft for each conversation', () => {
  const { result } = open('c1')
  act(() => result.current.setText('one'))
  expect(open('c2').result.current.text).toBe('')
  expect(open(undefined).result.current.text).toBe('')
})

it('forgets what was sent or discarded', () => {
  const { result } = open('c1')
  act(() => result.current.setText('sent'))
  act(() => result.current.discard())
  expect(open('c1').result.current).toMatchObject({ text: '', isRestored: false })
})

it('begins with what another page wrote for it', () => {
  const { result } = open(undefined)
  act(() => result.current.setText('old'))
  expect(open(undefined, 'Create a task').result.current).toMatchObject({
    text: 'Create a task',
    isRestored: false,
  })
})
