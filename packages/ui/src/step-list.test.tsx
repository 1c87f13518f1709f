import { expect, test } from 'vitest'

import { StepList } from './step-list.tsx'
import { render, screen, userEvent } from './testing.ts'

const steps = [
  { id: '1', label: 'Found the customer', state: 'done' },
  { id: '2', label: 'Read 14 invoices', state: 'running' },
] as const

test('it is open while it works, folds when done, and obeys the person from then on', async () => {
  const { rerender } = render(<StepList running summary="Looking" steps={steps} />)
  expect(screen.getByText('Found the customer')).toBeVisible()
  expect(screen.getByText('1 of 2 steps')).toBeVisible()
  rerender(<StepList summary="Looked" steps={steps} />)
  expect(screen.queryByText('Found the customer')).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { expanded: false }))
  expect(screen.getByText('Found the customer')).toBeVisible()
})
