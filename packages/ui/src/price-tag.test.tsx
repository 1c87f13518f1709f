import { expect, test } from 'vitest'

import { PriceTag, type PriceTagProps } from './price-tag.tsx'
import { render, screen } from './testing.ts'

test.each<[PriceTagProps, string, string]>([
  [{ micro: 0 }, 'free', 'free'],
  [{ micro: 200_000 }, '0.20 credits', 'normal'],
  [{ micro: 400_000, toMicro: 700_000 }, 'about 0.40 to 0.70 credits', 'normal'],
  [{ micro: 400_000, toMicro: 700_000, short: true }, '0.40–0.70', 'normal'],
  [{ micro: 42_000_000, about: true }, 'about 42.00 credits', 'high'],
  [{ micro: 9_990_000 }, '9.99 credits', 'normal'],
  [{ micro: 10_000_000 }, '10.00 credits', 'high'],
  [{ micro: 1_000_000, balanceMicro: 10_000_000 }, '1.00 credits', 'high'],
  [{ micro: 990_000, balanceMicro: 10_000_000 }, '0.99 credits', 'normal'],
  [{ micro: 100_000, toMicro: 12_000_000 }, 'about 0.10 to 12.00 credits', 'high'],
  [{ micro: 200_000, warn: true }, '0.20 credits', 'high'],
  [{ micro: 0, balanceMicro: 0 }, 'free', 'free'],
])('%o reads "%s" and looks %s', (props, words, tone) => {
  render(<PriceTag {...props} />)
  expect(screen.getByText(words, { exact: false })).toHaveAttribute('data-tone', tone)
  expect(screen.getByText(words, { exact: false })).toHaveTextContent(`Price: ${words}`)
})
