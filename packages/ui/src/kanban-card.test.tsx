import { useState } from 'react'
import { expect, test, vi } from 'vitest'

import { KanbanCard, type KanbanMove } from './kanban-card.tsx'
import { render, screen, userEvent } from './testing.ts'

function setup() {
  const acts = {
    onOpen: vi.fn<() => void>(),
    onMove: vi.fn<(move: KanbanMove) => void>(),
    onCancel: vi.fn<() => void>(),
  }
  function Held() {
    const [lifted, setLifted] = useState(false)
    return <KanbanCard title="Label proofs" lifted={lifted} onLiftChange={setLifted} {...acts} />
  }
  render(<Held />)
  const card = screen.getByRole('button', { name: /Label proofs/ })
  card.focus()
  return { ...acts, card }
}

test('Space lifts, arrows move, Space puts down', async () => {
  const { card, onMove } = setup()
  await userEvent.keyboard(' ')
  expect(card).toHaveAttribute('aria-pressed', 'true')
  await userEvent.keyboard('{ArrowRight}{ArrowUp}')
  expect(onMove.mock.calls).toEqual([['right'], ['up']])
  await userEvent.keyboard(' ')
  expect(card).toHaveAttribute('aria-pressed', 'false')
})

test('a card that lies does not move with arrows, and Enter opens it', async () => {
  const { onMove, onOpen, onCancel } = setup()
  await userEvent.keyboard('{ArrowRight}{Escape}{Enter}')
  expect(onMove).not.toHaveBeenCalled()
  expect(onCancel).not.toHaveBeenCalled()
  expect(onOpen).toHaveBeenCalledOnce()
})

test('Esc cancels a lift', async () => {
  const { onCancel } = setup()
  await userEvent.keyboard(' {Escape}')
  expect(onCancel).toHaveBeenCalledOnce()
})
