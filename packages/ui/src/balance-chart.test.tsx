import { expect, test } from 'vitest'

import { BalanceChart } from './balance-chart.tsx'
import { render, screen } from './testing.ts'

const label = 'Credits went from 100.00 on 1 Nov to 60.00 today.'

test('the chart says what it shows, and names the first day, today and the last one', () => {
  const forecast = { days: 9, value: 0, label: '29 Nov' }
  render(<BalanceChart label={label} values={[100, 90, 80, 70, 60]} from="16 Nov" forecast={forecast} />)
  const chart = screen.getByRole('img', { name: label })
  expect(chart).toHaveTextContent('16 NovToday29 Nov')
  expect(chart.querySelector('[class*="dasharray"]')).not.toBeNull()
})

test('names that would touch are left out', () => {
  const forecast = { days: 30, value: 0, label: '20 Dec' }
  render(<BalanceChart label={label} values={[60]} from="20 Nov" forecast={forecast} />)
  expect(screen.getByRole('img', { name: label })).toHaveTextContent(/^Today20 Dec$/)
})

test('without a forecast nothing is drawn beyond today', () => {
  render(<BalanceChart label={label} values={[100, 60]} from="19 Nov" axis />)
  const chart = screen.getByRole('img', { name: label })
  expect(chart.querySelector('[class*="dasharray"]')).toBeNull()
  expect(chart).toHaveTextContent('19 NovToday')
  expect(chart).toHaveTextContent('100')
})
