import { expect, test } from 'vitest'

import { niceTicks } from './chart-frame.tsx'
import { StackedBars } from './stacked-bars.tsx'
import { render, screen, userEvent, within } from './testing.ts'

test('the drawing has a sentence as its name and the same figures as a table', async () => {
  render(
    <StackedBars
      label="You spent 12 credits in two days."
      series={[
        { name: 'Assistant', color: 1 },
        { name: 'Prices', color: 2 },
      ]}
      bars={[
        { label: '19 Nov', values: [4, 1] },
        { label: 'Today', values: [7, 0] },
      ]}
      format={(value) => value.toFixed(2)}
    />,
  )
  expect(screen.getByRole('img', { name: 'You spent 12 credits in two days.' })).toBeVisible()
  expect(screen.getByText('11.00')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }))
  const table = screen.getByRole('table', { name: 'You spent 12 credits in two days.' })
  const rows = within(table).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual([
    'DayAssistantPricesTotal',
    '19 Nov4.001.005.00',
    'Today7.000.007.00',
  ])
})

test.each([
  [0, [0, 1]],
  [36, [0, 20, 40]],
  [51, [0, 20, 40, 60]],
  [0.7, [0, 0.25, 0.5, 0.75]],
  [1000, [0, 500, 1000]],
])('the axis for %d has the marks %j', (highest, marks) => {
  expect(niceTicks(highest)).toEqual(marks)
})

test('no mark stands for half a thing that is counted', () => {
  const people = {
    label: 'One person.',
    series: [{ name: 'People', color: 1 } as const],
    bars: [{ label: 'Today', values: [1] }],
    format: String,
  }
  const { rerender } = render(<StackedBars {...people} />)
  expect(screen.getByText('0.5')).toBeVisible()
  rerender(<StackedBars {...people} isCount />)
  expect(screen.queryByText('0.5')).toBeNull()
})

test('an axis that goes below zero keeps zero among its marks', () => {
  expect(niceTicks(30, -20)).toEqual([-20, 0, 20, 40])
  expect(niceTicks(-5, -20)).toEqual([-20, -10, 0])
})

test('bars of one series have no total beside themselves', async () => {
  render(
    <StackedBars
      label="Two people came."
      series={[{ name: 'People', color: 1 }]}
      bars={[{ label: 'Today', values: [2] }]}
      format={String}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }))
  expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Day', 'People'])
})
