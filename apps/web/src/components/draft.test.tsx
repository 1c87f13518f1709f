import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { forgetDrafts } from '../draft-storage.ts'
import { useDraft } from './draft.ts'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

const open = (name: string, given?: string) => renderHook(() => useDraft(name, given))

it('keeps what is being written and says so when it comes back', () => {
  const { result, unmount } = open('c1')
  expect(result.current).toMatchObject({ text: '', isRestored: false })
  act(() => result.current.setText('Ask Tomás about'))
  expect(result.current.isRestored).toBe(false)
  unmount()
  const later = open('c1').result
  expect(later.current).toMatchObject({ text: 'Ask Tomás about', isRestored: true })
})

it('keeps one draft for each place', () => {
  const { result } = open('c1')
  act(() => result.current.setText('one'))
  expect(open('c2').result.current.text).toBe('')
  expect(open('new').result.current.text).toBe('')
})

it('forgets what was sent or discarded', () => {
  const { result } = open('c1')
  act(() => result.current.setText('sent'))
  act(() => result.current.discard())
  expect(open('c1').result.current).toMatchObject({ text: '', isRestored: false })
})

it('keeps what was typed while the rest was on its way', () => {
  const { result } = open('c1')
  act(() => result.current.setText('Ask Tomás'))
  act(() => result.current.setText('Ask Tomás and Colm'))
  act(() => result.current.sent('Ask Tomás'))
  expect(result.current.text).toBe('and Colm')
  act(() => result.current.giveBack('Ask Tomás'))
  expect(result.current.text).toBe('Ask Tomás\n\nand Colm')
  act(() => result.current.sent(result.current.text))
  expect(open('c1').result.current.text).toBe('')
})

it('begins with what another page wrote for it', () => {
  const { result } = open('new')
  act(() => result.current.setText('old'))
  expect(open('new', 'Create a task').result.current).toMatchObject({
    text: 'Create a task',
    isRestored: false,
  })
})

it('forgets everything when the person signs out', () => {
  const [one, other] = [open('c1').result, open('c2').result]
  act(() => one.current.setText('one'))
  act(() => other.current.setText('two'))
  sessionStorage.setItem('something.else', 'stays')
  forgetDrafts()
  expect(Object.keys(sessionStorage)).toEqual(['something.else'])
})
