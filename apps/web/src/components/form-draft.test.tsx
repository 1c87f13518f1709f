import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { useKeptForm } from './form-draft.ts'
import { useKeptFields } from './kept-fields.ts'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

const empty = { email: '', role: 'member' }
const loadSchema = async () => z.object({ email: z.string(), role: z.string() })

interface Shown {
  values: () => typeof empty
  write: (email: string) => void
  act: (name: 'forget' | 'onDiscard') => void
  isRestored: () => boolean
  leave: () => void
}

function openForm(name: string): Shown {
  const { result, unmount } = renderHook(() =>
    useKeptForm(loadSchema, { name, empty: { ...empty }, except: ['role'] }),
  )
  return {
    values: () => result.current.form.getValues(),
    write: (email) => act(() => result.current.form.setValue('email', email)),
    act: (name) => act(() => result.current[name]?.()),
    isRestored: () => result.current.onDiscard !== undefined,
    leave: unmount,
  }
}

function openFields(name: string): Shown {
  const { result, unmount } = renderHook(() => useKeptFields(name, { ...empty }))
  return {
    values: () => result.current.values,
    write: (email) => act(() => result.current.set({ email })),
    act: (name) => act(() => result.current[name]?.()),
    isRestored: () => result.current.onDiscard !== undefined,
    leave: unmount,
  }
}

const kinds = [
  ['forms with a schema', openForm],
  ['fields without one', openFields],
] as const

it.each(kinds)('%s come back as they were left, and say so until they are changed', (_kind, open) => {
  const first = open('invite')
  expect(first.isRestored()).toBe(false)
  first.write('colm@tide.example')
  first.leave()
  const second = open('invite')
  expect(second.values()).toEqual({ email: 'colm@tide.example', role: 'member' })
  expect(second.isRestored()).toBe(true)
  second.write('colm@fennel.example')
  expect(second.isRestored()).toBe(false)
  expect(open('elsewhere').values()).toEqual(empty)
})

it.each(kinds)('%s are forgotten when they were sent or emptied', (_kind, open) => {
  const form = open('invite')
  form.write('colm@tide.example')
  form.act('forget')
  expect(open('invite').values()).toEqual(empty)
  form.write('colm@fennel.example')
  form.write('')
  expect(Object.keys(sessionStorage)).toEqual([])
})

it.each(kinds)('%s begin anew when they are discarded', (_kind, open) => {
  open('invite').write('colm@tide.example')
  const again = open('invite')
  again.act('onDiscard')
  expect(again.values()).toEqual(empty)
  expect(again.isRestored()).toBe(false)
  expect(open('invite').values()).toEqual(empty)
})

it('a field that the way in decides begins as it is given', () => {
  sessionStorage.setItem('hub.draft.invite', JSON.stringify({ email: 'colm@tide.example', role: 'owner' }))
  expect(openForm('invite').values()).toEqual({ email: 'colm@tide.example', role: 'member' })
})
