import { expect, test } from 'vitest'

import { render, screen, userEvent } from './testing.ts'
import { formatTime, Time } from './time.tsx'

const now = Date.parse('2026-11-20T08:52:00Z')
const context = { now, timeZone: 'Europe/Dublin', locale: 'en-GB' }

test.each([
  ['2026-11-20T08:51:40Z', 'relative', 'now'],
  ['2026-11-20T08:50:00Z', 'relative', '2 min ago'],
  ['2026-11-20T06:52:00Z', 'relative', '2 hr ago'],
  ['2026-11-19T08:00:00Z', 'relative', 'yesterday'],
  ['2026-10-10T08:00:00Z', 'relative', '41 days ago'],
  ['2026-11-20T09:52:00Z', 'relative', 'in 1 hr'],
  ['2026-11-20T08:52:00Z', 'full', 'Friday 20 November 2026, 08:52'],
  ['2026-11-20T00:05:00Z', 'time', '00:05'],
  ['2026-11-20T00:05:00Z', 'smart', '00:05'],
  ['2026-11-19T23:55:00Z', 'smart', '19 Nov'],
  ['2025-11-20T08:00:00Z', 'smart', '20 Nov 2025'],
  ['2032-05-12T08:00:00Z', 'day', '12 May 2032'],
] as const)('%s as %s reads "%s"', (value, format, words) => {
  expect(formatTime(value, format, context)).toBe(words)
})

test('the day is that of the given zone', () => {
  const value = '2026-11-20T08:00:00Z'
  expect(formatTime(value, 'day', { ...context, timeZone: 'Pacific/Honolulu' })).toBe('19 Nov')
  expect(formatTime(value, 'day', { ...context, timeZone: 'Asia/Tokyo' })).toBe('20 Nov')
})

test('the full time is one Tab away and belongs to the time (WEB-3)', async () => {
  render(<Time value="2026-11-20T08:52:00Z" format="day" timeZone="Asia/Tokyo" />)
  await userEvent.tab()
  const time = screen.getByText('20 Nov')
  expect(time).toHaveFocus()
  expect(screen.getByRole('tooltip')).toHaveTextContent('Friday 20 November 2026, 17:52')
  expect(time).toHaveAccessibleDescription('Friday 20 November 2026, 17:52')
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument()
})

test('inside a link, which says the full time itself, it is no stop of the keyboard', async () => {
  render(
    <a href="/somewhere">
      Open <Time plain value="2026-11-20T08:52:00Z" format="day" />
    </a>,
  )
  await userEvent.tab()
  expect(screen.getByRole('link')).toHaveFocus()
  await userEvent.tab()
  expect(screen.getByText('20 Nov')).not.toHaveFocus()
})
