import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { SkeletonGate } from './skeleton.tsx'
import { act, render, screen } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function gate(pending: boolean) {
  return (
    <SkeletonGate pending={pending} skeleton={<i>boxes</i>}>
      {() => <b>content</b>}
    </SkeletonGate>
  )
}

function pass(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms)
  })
}

test('what is ready within 150 ms shows no skeleton', () => {
  const { rerender } = render(gate(true))
  pass(149)
  // Its room is taken, so that nothing below it moves; nobody sees or hears it.
  expect(screen.getByText('boxes').closest('.invisible')).toHaveAttribute('aria-hidden', 'true')
  expect(screen.queryByRole('status')).not.toBeInTheDocument()
  rerender(gate(false))
  expect(screen.getByText('content')).toBeVisible()
  pass(1000)
  expect(screen.queryByText('boxes')).not.toBeInTheDocument()
})

test('a skeleton that shows stays at least 300 ms', () => {
  const { rerender } = render(gate(true))
  pass(150)
  expect(screen.getByText('boxes').closest('.invisible')).toBeNull()
  expect(screen.getByText('boxes')).toBeVisible()
  pass(50)
  rerender(gate(false))
  pass(249)
  expect(screen.getByText('boxes')).toBeVisible()
  expect(screen.queryByText('content')).not.toBeInTheDocument()
  pass(1)
  expect(screen.getByText('content')).toBeVisible()
  expect(screen.queryByText('boxes')).not.toBeInTheDocument()
})

test('a skeleton that showed long enough leaves at once', () => {
  const { rerender } = render(gate(true))
  pass(2000)
  rerender(gate(false))
  pass(0)
  expect(screen.getByText('content')).toBeVisible()
})
