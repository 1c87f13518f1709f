import { withBenchDatabase } from './bench-database.ts'
import { measureHistory } from './prices/history.ts'
import { measureLooks } from './prices/looks.ts'
import { measureReading } from './prices/reading.ts'
import type { Suite } from './suite.ts'

export const prices: Suite = {
  name: 'prices',
  about:
    'Prices read from pages, shops asked over real TLS on this machine, and a chart over a million changes',
  run: ({ quick, say }) =>
    withBenchDatabase(4, async (database) => {
      const reading = measureReading(quick ? 20 : 100)
      say('pages are read')
      const looks = await measureLooks(quick ? 20 : 100)
      say('shops are asked')
      const history = await measureHistory(database, quick ? 100_000 : 1_000_000)
      return [...reading, ...looks, ...history]
    }),
}
