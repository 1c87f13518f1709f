import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { useSelection } from './selection.ts'

afterEach(cleanup)

const rows = ['a', 'b', 'c', 'd', 'e']
const open = () =>
  renderHook((shown: readonly string[]) => useSelection(shown), { initialProps: rows as readonly string[] })

it('chooses a row and gives it up again', () => {
  const { result } = open()
  act(() => result.current.toggle('b', false))
  expect(result.current.ids).toEqual(['b'])
  act(() => result.current.toggle('b', false))
  expect(result.current.ids).toEqual([])
})

it('chooses everything from the last row to this one, downwards and upwards', () => {
  const { result } = open()
  act(() => result.current.toggle('b', false))
  act(() => result.current.toggle('d', true))
  expect(result.current.ids).toEqual(['b', 'c', 'd'])
  act(() => result.current.toggle('a', true))
  expect(result.current.ids).toEqual(['a', 'b', 'c', 'd'])
})

it('gives up some rows and keeps what was chosen in the meantime', () => {
  const { result } = open()
  act(() => result.current.set(['a', 'b', 'c']))
  const { giveUp } = result.current
  act(() => result.current.toggle('e', false))
  act(() => giveUp(['a', 'b']))
  expect(result.current.ids).toEqual(['c', 'e'])
})

it('a range without a beginning is the row itself', () => {
  const { result } = open()
  act(() => result.current.toggle('c', true))
  expect(result.current.ids).toEqual(['c'])
})

it('what is not shown any more is not chosen, and no range begins at it', () => {
  const { result, rerender } = open()
  act(() => result.current.toggle('b', false))
  act(() => result.current.toggle('d', false))
  rerender(['a', 'b', 'c'])
  expect(result.current.ids).toEqual(['b'])
  act(() => result.current.toggle('c', true))
  expect(result.current.ids).toEqual(['b', 'c'])
})
