import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import type { Span } from './flow.ts'
import { SpanField } from './span-field.tsx'

afterEach(cleanup)

function Test() {
  const [value, setValue] = useState<Span>({ amount: 7, unit: 'days' })
  return (
    <>
      <SpanField label="Wait at most" value={value} onChange={setValue} />
      <output>{value.amount}</output>
    </>
  )
}

it('an amount that is emptied first becomes what is typed then', async () => {
  render(<Test />)
  const field = screen.getByLabelText('Wait at most')
  await userEvent.type(field, '{Backspace}30')
  expect(screen.getByRole('status').textContent).toBe('30')
})

it('an amount out of bounds says so and leaves the one before', async () => {
  render(<Test />)
  const field = screen.getByLabelText('Wait at most')
  await userEvent.clear(field)
  await userEvent.type(field, '0')
  await userEvent.tab()
  expect(screen.getByRole('alert').textContent).toBe('Write 1 or more.')
  expect(screen.getByRole('status').textContent).toBe('7')
})
