import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { TableTotals } from './data-table-foot.tsx'

afterEach(cleanup)

it('shows totals of one name in several currencies', () => {
  const fault = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const totals = ['12.00 EUR', '5.00 GBP'].map((value) => ({ name: 'Total', value }))
  render(<TableTotals label="Total of 17" totals={totals} />)
  expect(screen.getByRole('group', { name: 'Totals' })).toHaveTextContent('Total 12.00 EURTotal 5.00 GBP')
  expect(fault).not.toHaveBeenCalled()
  fault.mockRestore()
})
