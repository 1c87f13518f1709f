import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { act, render, screen, userEvent } from './testing.ts'
import { dismissErrors, dismissToast, showErrorToast, showToast, showWorkingToast } from './toast.tsx'
import { Toaster } from './toaster.tsx'

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => {
  act(() => dismissToast())
  vi.useRealTimers()
})

const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) })
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

test('a message leaves after five seconds, one with Undo after eight', async () => {
  render(<Toaster />)
  act(() => void showToast('Task moved to Done'))
  act(() => void showToast('Task removed', { undo: () => {} }))
  await pass(4800)
  expect(screen.getByText('Task moved to Done')).toBeInTheDocument()
  await pass(1000)
  expect(screen.queryByText('Task moved to Done')).not.toBeInTheDocument()
  expect(screen.getByText('Task removed')).toBeInTheDocument()
  await pass(3000)
  expect(screen.queryByText('Task removed')).not.toBeInTheDocument()
})

test('Undo runs once and takes the message away', async () => {
  const undo = vi.fn<() => void>()
  render(<Toaster />)
  act(() => void showToast('Task removed', { undo }))
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await pass(500)
  expect(undo).toHaveBeenCalledOnce()
  expect(screen.queryByText('Task removed')).not.toBeInTheDocument()
})

test.each(['Undo', 'Close message'])('%s gives the focus back to where it was', async (name) => {
  render(
    <>
      <Toaster />
      <button type="button">Remove</button>
    </>,
  )
  await user.click(screen.getByRole('button', { name: 'Remove' }))
  act(() => void showToast('Task removed', { undo: () => {} }))
  await user.click(screen.getByRole('button', { name }))
  await pass(500)
  expect(screen.queryByText('Task removed')).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Remove' })).toHaveFocus()
})

test('an error stays until it is closed', async () => {
  render(<Toaster />)
  act(() => void showErrorToast('Not saved, you are offline'))
  await pass(60_000)
  expect(screen.getAllByText('Not saved, you are offline').length).toBeGreaterThan(0)
  await user.click(screen.getByRole('button', { name: 'Close message' }))
  await pass(500)
  expect(screen.queryByText('Not saved, you are offline')).not.toBeInTheDocument()
})

test('an error leaves when it is answered, a later one stays', async () => {
  render(<Toaster />)
  act(() => void showErrorToast('Not saved'))
  await pass(100)
  const triedAgainAt = Date.now()
  await pass(100)
  act(() => void showErrorToast('Not removed'))
  act(() => dismissErrors(triedAgainAt))
  await pass(500)
  expect(screen.queryByText('Not saved')).not.toBeInTheDocument()
  expect(screen.getByText('Not removed')).toBeInTheDocument()
})

test('work under way changes its words in place', async () => {
  render(<Toaster />)
  let id = ''
  act(() => {
    id = showWorkingToast('Scanning', { detail: '10%' })
  })
  act(() => void showWorkingToast('Scanning', { id, detail: '62%' }))
  await pass(60_000)
  expect(screen.getByText('62%')).toBeInTheDocument()
  expect(screen.queryByText('10%')).not.toBeInTheDocument()
})

test('a message shown before the Toaster is there waits for it', async () => {
  showToast('Saved early')
  render(<Toaster />)
  await screen.findByText('Saved early')
  expect(screen.getAllByText('Saved early')).toHaveLength(1)
})

test('a message taken back before the Toaster is there never shows', async () => {
  const id = showToast('Taken back')
  showToast('Kept')
  dismissToast(id)
  render(<Toaster />)
  await screen.findByText('Kept')
  expect(screen.queryByText('Taken back')).not.toBeInTheDocument()
})
