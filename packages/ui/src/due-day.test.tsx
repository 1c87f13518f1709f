import { expect, test } from 'vitest'

import { DueDay } from './due-day.tsx'
import { render, screen } from './testing.ts'

test('a day that is over is told by a word and a sign, today by its own word', () => {
  const { container, rerender } = render(<DueDay state="overdue">19 Nov</DueDay>)
  expect(container).toHaveTextContent('Overdue: 19 Nov')
  expect(container.querySelector('svg')).not.toBeNull()
  rerender(<DueDay state="today">Today</DueDay>)
  expect(screen.queryByText(/overdue/i)).toBeNull()
  expect(container.querySelector('svg')).toBeNull()
})
