import { CLIENTS, measurePosting } from './accounting/posting.ts'
import { measureReading } from './accounting/reading.ts'
import { withBenchDatabase } from './bench-database.ts'
import type { Suite } from './suite.ts'

export const accounting: Suite = {
  name: 'accounting',
  about: `Posting by ${CLIENTS} clients through the function that alone writes books, every transaction durable, against bare INSERTs; then reports of a book of a million lines`,
  run: ({ quick, say }) =>
    withBenchDatabase(CLIENTS, async (database) => {
      say('PostgreSQL is up')
      const posting = quick ? { orgs: 100, rounds: 3, ms: 500 } : { orgs: 1_000, rounds: 7, ms: 2_000 }
      const reading = quick
        ? { lines: 100_000, rounds: 3, calls: 10 }
        : { lines: 1_000_000, rounds: 7, calls: 20 }
      return [
        ...(await measurePosting(database, { ...posting, say })),
        ...(await measureReading(database, { ...reading, say })),
      ]
    }),
}
