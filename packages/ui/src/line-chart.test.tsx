import { expect, test } from 'vitest'

import { Donut, percentages } from './donut.tsx'
import { LineChart } from './line-chart.tsx'
import { directLabels, linePath, thinned } from './line-shapes.ts'
import { render, screen, userEvent, within } from './testing.ts'

const label = 'Credits went from 100.00 on 16 Nov to 60.00 today.'
const steps = ['16 Nov', '17 Nov', '18 Nov', '19 Nov', 'Today']
const one = [{ name: 'Credits', color: 1 as const, values: [100, 90, null, 70, 60] }]

test('the chart says what it shows, and names the first step, the last and the end of its forecast', () => {
  const forecast = { steps: 9, value: 0, label: '29 Nov' }
  render(<LineChart label={label} steps={steps} series={one} forecast={forecast} format={String} />)
  const chart = screen.getByRole('img', { name: label })
  expect(chart).toHaveTextContent('16 NovToday29 Nov')
  expect(chart.querySelector('[class*="dasharray"]')).not.toBeNull()
})

test('names that would touch are left out', () => {
  const forecast = { steps: 30, value: 0, label: '20 Dec' }
  render(
    <LineChart
      label={label}
      steps={['Today']}
      series={[{ name: 'Credits', color: 1, values: [60] }]}
      forecast={forecast}
      format={String}
    />,
  )
  expect(screen.getByRole('img', { name: label })).toHaveTextContent(/^Today20 Dec$/)
})

test('without a forecast nothing is drawn beyond the last step', () => {
  render(<LineChart axis label={label} steps={steps} series={one} format={String} />)
  const chart = screen.getByRole('img', { name: label })
  expect(chart.querySelector('[class*="dasharray"]')).toBeNull()
  expect(chart).toHaveTextContent('100')
})

test('the same figures are a table, and what is not known is a dash', async () => {
  render(<LineChart label={label} steps={steps} series={one} format={(value) => value.toFixed(1)} />)
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }))
  const rows = within(screen.getByRole('table', { name: label })).getAllByRole('row')
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    'DayCredits',
    '16 Nov100.0',
    '17 Nov90.0',
    '18 Nov–',
    '19 Nov70.0',
    'Today60.0',
  ])
})

test('several lines are named at their ends, not over each other', () => {
  expect(directLabels([{ y: 50 }, { y: 20 }, { y: 24 }])).toEqual([{ y: 20 }, { y: 35 }, { y: 50 }])
  render(
    <LineChart
      label={label}
      steps={steps}
      series={[...one, { name: 'Old Pier', color: 2, values: [1, 2, 3, 4, 61] }]}
      format={String}
    />,
  )
  expect(screen.getByRole('img', { name: label })).toHaveTextContent(/CreditsOld Pier|Old PierCredits/)
})

test('a gap breaks the line, and one value alone is a dot', () => {
  expect(linePath([{ x: 0, y: 1 }, { x: 1, y: 2 }, null, { x: 3, y: 4 }])).toBe('M0 1L1 2M3 4h0.1')
  expect(linePath([{ x: 0, y: 1 }, { x: 1, y: 2 }, null], 9)).toBe('M0 1L1 2L1 9L0 9Z')
})

test('ten thousand values keep their peaks in a few points', () => {
  const points = Array.from({ length: 10_000 }, (_, x) => ({ x, y: x === 7_001 ? -500 : x % 7 }))
  const kept = thinned(points, 300)
  expect(kept.length).toBeLessThanOrEqual(600)
  expect(kept).toContainEqual({ x: 7_001, y: -500 })
  expect(thinned(points.slice(0, 500), 300)).toHaveLength(500)
  expect(thinned([...points.slice(0, 5_000), null, ...points.slice(0, 5_000)], 300)).toContain(null)
})

test('shares of a whole add up to a hundred', () => {
  expect(percentages([1, 1, 1])).toEqual([34, 33, 33])
  expect(percentages([0, 0])).toEqual([0, 0])
  render(
    <Donut
      label="Half and half."
      parts={[
        { name: 'One', color: 1, value: 2 },
        { name: 'Other', color: 2, value: 0 },
      ]}
      format={String}
    />,
  )
  expect(screen.getByRole('img', { name: 'Half and half.' }).querySelectorAll('circle')).toHaveLength(2)
})
