import { withBenchDatabase } from './bench-database.ts'
import { measureReading } from './foundry/reading.ts'
import type { Suite } from './suite.ts'

export const foundry: Suite = {
  name: 'foundry',
  about: 'A shop of 80,000 orders and 20,000 customers read into the data, and asked for by whole calls',
  run: ({ quick, say }) =>
    withBenchDatabase(8, async (database) => {
      say('PostgreSQL is up')
      const size = quick
        ? { orders: 8_000, customers: 2_000, rounds: 3, calls: 5 }
        : { orders: 80_000, customers: 20_000, rounds: 7, calls: 10 }
      return measureReading(database, { ...size, say })
    }),
}
