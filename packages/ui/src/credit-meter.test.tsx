import { expect, test } from 'vitest'
import { CreditMeter } from './credit-meter.tsx'
import { render, screen } from './testing.ts'

const MICRO = 1_000_000

test.each([
  [50 * MICRO, '50%', '50 percent of your credits left'],
  [0.03 * MICRO, '4%', '0 percent of your credits left'],
  [0, '100%', '0 percent of your credits left'],
])('the bar of %d micro-credits of 100 credits shows, and is told', (availableMicro, width, label) => {
  render(<CreditMeter availableMicro={availableMicro} fullMicro={100 * MICRO} />)
  const fill = screen.getByRole('img', { name: label }).querySelector<HTMLElement>('[data-fill]')
  expect(fill?.style.width).toBe(width)
})
